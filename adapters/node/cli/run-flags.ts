import { LOG_LEVELS } from '../../../core/host/log.ts'
import type { FlagSpec } from './flags.ts'
import { permissionFlags } from './permission-flags.ts'

/** Formats of `--trace`, the default first. */
export const TRACE_FORMATS = ['pretty', 'jsonl', 'chrome', 'otlp'] as const

/** What a run is given. */
export const inputFlags: readonly FlagSpec[] = [
  {
    name: 'input',
    short: 'i',
    aliases: ['state'],
    value: 'required',
    placeholder: 'FILE|-|JSON',
    summary: 'Input object: a JSON file, - for standard input, or JSON that starts with {',
  },
  {
    name: 'bind',
    value: 'required',
    placeholder: 'CONTRACT=ID',
    repeatable: true,
    summary: 'Let this component implement the contract',
  },
]

export const compactFlag: FlagSpec = { name: 'compact', value: 'none', summary: 'Print the result on one line' }

/** Where components are found; of every command that needs them. */
export const componentsFlag: FlagSpec = {
  name: 'components',
  value: 'required',
  placeholder: 'DIR',
  repeatable: true,
  summary: 'Find components in this folder: every folder with an lcp.toml and a compose, at any depth',
}

/** How a run is watched. */
export const traceFlags: readonly FlagSpec[] = [
  {
    name: 'trace',
    value: 'optional',
    placeholder: TRACE_FORMATS.join('|'),
    choices: TRACE_FORMATS,
    summary:
      'Write what the run does: a tree (the default), JSON lines, a file for Perfetto and the DevTools, or OpenTelemetry spans as OTLP/JSON',
  },
  {
    name: 'trace-file',
    value: 'required',
    placeholder: 'FILE',
    summary:
      'Write the trace there instead of standard error; .jsonl, .json and .otlp.json choose the format. With --serve each request has one of its own: run.0001.jsonl beside run.jsonl',
  },
  {
    name: 'trace-url',
    value: 'required',
    placeholder: 'URL',
    summary:
      'Send the trace as OTLP/JSON to this collector (http://localhost:4318/v1/traces); grant it with --allow-net',
  },
  {
    name: 'traceparent',
    value: 'required',
    placeholder: 'CONTEXT',
    summary:
      'The W3C trace that the run belongs to; its requests carry it on (default: the variables TRACEPARENT and TRACESTATE)',
  },
]

/** What becomes of the HTTP hosts of a run. */
export const serveFlag: FlagSpec = {
  name: 'serve',
  value: 'none',
  summary:
    'Keep the HTTP hosts that the run started until Ctrl+C, and log their requests, or trace them; without it they are stopped with the run',
}

export const timeoutFlag: FlagSpec = {
  name: 'timeout',
  value: 'required',
  placeholder: 'TIME',
  summary: 'Cancel the run after this time: 1500 (ms), 30s, 2m, 1h30m',
}

/** What is told of a run while it goes on. */
export const logFlags: readonly FlagSpec[] = [
  {
    name: 'log-level',
    value: 'required',
    placeholder: 'LEVEL',
    choices: LOG_LEVELS,
    summary: "Least level of the kernel's own logs: trace, debug, info, warn, error, fatal (the default)",
  },
  {
    name: 'log',
    value: 'required',
    placeholder: 'LOGGER=LEVEL,…',
    repeatable: true,
    summary: 'Least level of single loggers (the tag logger) and all below them: kernel=info,resolver.git=debug',
  },
]

/** How a run is watched, ended, allowed and shown: what every program takes that runs something, whatever it runs. */
export const runningFlags: readonly FlagSpec[] = [
  ...traceFlags,
  timeoutFlag,
  serveFlag,
  ...permissionFlags,
  compactFlag,
  ...logFlags,
]
