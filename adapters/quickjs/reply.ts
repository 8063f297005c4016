import { KernelError } from '../../core/errors/kernel-error.ts'
import type { ScriptOutcome } from '../../core/host/scripts.ts'
import { nestsDeeperThan } from '../../core/script/json-depth.ts'
import { tooDeep } from './host-calls.ts'
import { BORDER } from './limits.ts'

/** File names that scripts and tools are evaluated under. */
export const SCRIPT_FILE = 'script.js'
export const toolFile = (name: string): string => `tool-${name.replace(/[^\w-]/g, '_')}.js`

/** A frame in a script or a tool; others are the prelude's and native functions. */
const AUTHORS_FRAME = /^\s*at .*\(?(?:script|tool-[\w-]*)\.js:\d+:\d+\)?$/
/** Stack frames that an author sees. */
const MAX_FRAMES = 20

/** What every outcome says besides. */
export type Told = Pick<ScriptOutcome, 'messages' | 'fuel'>

interface Thrown {
  readonly message: string
  readonly head?: string
  readonly stack: string
}

/**
 * What a reply of the guest means (the letters are explained at the guest's source).
 *
 * @throws {KernelError} `script_result_not_serialisable` or `script_limit_exceeded`.
 */
export function readReply(reply: string, told: Told, memoryIsFull: () => boolean): ScriptOutcome {
  switch (reply[0]) {
    case 'U':
      return { ok: true, value: undefined, ...told }
    case 'T':
      return readThrown(reply.slice(1), told)
    case 'N':
      throw new KernelError('script_result_not_serialisable', messageOf(reply.slice(1)))
    case 'L':
      throw new KernelError('script_limit_exceeded', messageOf(reply.slice(1)))
    case 'Z':
      return memoryIsFull() ? memoryExceeded(told) : { ok: false, message: 'null', stack: 'null', ...told }
    case 'M':
      return memoryExceeded(told)
    default:
      if (nestsDeeperThan(reply, BORDER.depth)) throw tooDeep('The result of the script')
      return { ok: true, value: reply, ...told }
  }
}

/** The outcome of a script that threw; stack frames of the prelude and of native functions are left out. */
function readThrown(text: string, told: Told): ScriptOutcome {
  const thrown = parseThrown(text)
  return { ok: false, message: thrown.message, stack: showStack(thrown), ...told }
}

export function parseThrown(text: string): Thrown {
  const found: Partial<Thrown> = JSON.parse(text)
  const thrown = { message: String(found.message ?? ''), stack: String(found.stack ?? '') }
  return found.head === undefined ? thrown : { ...thrown, head: String(found.head) }
}

function showStack({ message, head, stack }: Thrown): string {
  const frames = stack
    .split('\n')
    .filter((line) => AUTHORS_FRAME.test(line))
    .slice(0, MAX_FRAMES)
    .map((line) => `    ${correctColumn(line.trim())}`)
  return [head ?? message, ...frames].join('\n')
}

/** The parenthesis that wraps a source moves its first line by one column. */
function correctColumn(frame: string): string {
  return frame.replace(/\.js:1:(\d+)/, (_, column: string) => `.js:1:${Number(column) - 1}`)
}

export function memoryExceeded(told: Told): ScriptOutcome {
  const message = 'Script exceeded its memory limit'
  return { ok: false, code: 'script_memory_exceeded', message, stack: message, ...told }
}

export function timedOut(message: string, told: Told): ScriptOutcome {
  return { ok: false, code: 'script_timeout', message, stack: message, ...told }
}

export function nestedTooDeep(told: Told): ScriptOutcome {
  const message = 'Script calls or its values are nested too deep'
  return { ok: false, code: 'script_stack_exceeded', message, stack: message, ...told }
}

/** The interpreter itself gave up: an assertion of it failed, or it touched memory that is not there. */
export function sandboxFailed(told: Told): ScriptOutcome {
  const message = 'The interpreter of the sandbox failed'
  return { ok: false, code: 'script_sandbox_lost', message, stack: message, ...told }
}

export function sandboxLost(told: Told): ScriptOutcome {
  const message = 'Another script of the run broke the sandbox that this script was waiting in'
  return { ok: false, code: 'script_sandbox_lost', message, stack: message, ...told }
}

function messageOf(text: string): string {
  return parseThrown(text).message
}
