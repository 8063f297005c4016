import type { FlagSpec } from './flags.ts'

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
    placeholder: 'pretty|jsonl|chrome',
    summary: 'Write what the run does: a tree (the default), JSON lines, or a file for Perfetto and the DevTools',
  },
  {
    name: 'trace-file',
    value: 'required',
    placeholder: 'FILE',
    summary: 'Write the trace there instead of standard error; .jsonl and .json choose jsonl and chrome',
  },
]

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
