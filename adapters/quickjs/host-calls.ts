import { ExecutionCancelledError, KernelError } from '../../core/errors/kernel-error.ts'
import type { ConsoleMethod, ScriptHost } from '../../core/host/scripts.ts'
import { nestsDeeperThan } from '../../core/script/json-depth.ts'
import { ScriptExit } from '../../core/script/script-exit.ts'
import type { InterpreterHooks } from './interpreter.ts'
import { BORDER } from './limits.ts'
import type { ScriptRun } from './script-run.ts'
import { parseUrl, urlCost } from './url-host.ts'

/** What the sandbox does with the outcome of host calls. */
export interface HostCallPeers {
  /** The script whose stretch this is. */
  active(): ScriptRun | undefined
  find(id: number): ScriptRun | undefined
  /** A call was answered: `text` is what the guest's `deliver` takes. */
  answered(run: ScriptRun, text: string): void
  /** The host wants the script to end with this. */
  exited(run: ScriptRun, error: unknown): void
  /** A script was settled in the stretch of another one. */
  settledElsewhere(run: ScriptRun): void
}

type HostCallName = Exclude<Parameters<InterpreterHooks['hostCall']>[0], 'world'>

/**
 * Takes a host function of the guest, while the guest is on the stack: it notes what is wanted and returns.
 *
 * Calls are made from the script's outbox after the sandbox has been left, because what they reach may start another
 * script in the same sandbox, and their time is not the script's.
 */
export function takeHostCall(name: HostCallName, args: readonly string[], peers: HostCallPeers): string | undefined {
  const run = peers.active()
  const [first = '', second = '', third = '', fourth = ''] = args
  if (run === undefined) return undefined
  switch (name) {
    case 'log':
      run.say(JSON.parse(first))
      return undefined
    case 'console':
      takeConsole(run, JSON.parse(first), JSON.parse(second))
      return undefined
    case 'url':
      return run.meter.charge(urlCost(first)) ? parseUrl(first) : 'null'
    case 'settle':
      takeSettled(run, Number.parseInt(first, 10), second, peers)
      return undefined
    case 'tool':
      return takeToolLimit(first, second, peers)
    case 'call':
      takeCall(first, (host) => host.call(JSON.parse(second), third), [third], peers)
      return undefined
    case 'slot':
      takeCall(first, (host) => host.runSlot(JSON.parse(second), third, fourth), [third, fourth], peers)
      return undefined
  }
}

function takeConsole(run: ScriptRun, method: ConsoleMethod, message: string): void {
  if (run.say(message)) run.outbox.push(() => run.host.console(method, message))
}

function takeSettled(active: ScriptRun, id: number, reply: string, peers: HostCallPeers): void {
  const run = peers.find(id)
  if (run === undefined) return
  run.reply = reply
  // Through something two scripts share, one can settle the other, which has no stretch of its own to end in.
  if (run !== active) active.outbox.push(() => peers.settledElsewhere(run))
}

/** `key` is `run:` to begin a tool's limit and `run:limit` to end it. */
function takeToolLimit(key: string, text: string, peers: HostCallPeers): string | undefined {
  const [id, limit = ''] = key.split(':')
  const meter = peers.find(Number(id))?.meter
  if (meter === undefined) return '0'
  if (limit !== '') {
    meter.release(Number(limit))
    return undefined
  }
  const tool: { readonly name: string; readonly timeoutMs: number } = JSON.parse(text)
  return String(meter.limit(tool.timeoutMs, `Tool "${tool.name}" exceeded timeout (${tool.timeoutMs} ms)`))
}

/** `key` is `run:call`. */
function takeCall(
  key: string,
  call: (host: ScriptHost) => Promise<string>,
  texts: readonly string[],
  peers: HostCallPeers,
): void {
  const [id, callId = 0] = key.split(':').map(Number)
  const run = peers.find(id ?? 0)
  if (run === undefined) return
  run.waiting++
  run.outbox.push(() => {
    perform(call, texts, run.host).then(
      (value) => peers.answered(run, `{"call":${callId},"value":${value}}`),
      (error: unknown) => {
        if (error instanceof ScriptExit || error instanceof ExecutionCancelledError) peers.exited(run, error)
        else peers.answered(run, `{"call":${callId},"error":${errorText(error)}}`)
      },
    )
  })
}

async function perform(
  call: (host: ScriptHost) => Promise<string>,
  texts: readonly string[],
  host: ScriptHost,
): Promise<string> {
  for (const text of texts) checkText(text, 'An argument of a host call')
  const value = await call(host)
  checkText(value, 'The answer of a host call')
  return value
}

/**
 * Refuses a JSON text that is too large or too deep to cross the border.
 *
 * @throws {KernelError} `script_limit_exceeded`.
 */
export function checkText(text: string, what: string): void {
  if (text.length > BORDER.text) {
    const message = `${what} has ${text.length} characters, more than ${BORDER.text}`
    throw new KernelError('script_limit_exceeded', message)
  }
  if (nestsDeeperThan(text, BORDER.depth)) throw tooDeep(what)
}

export function tooDeep(what: string): KernelError {
  return new KernelError('script_limit_exceeded', `${what} is nested deeper than ${BORDER.depth} levels`)
}

/** Message, code and data of an error as JSON; data that is no JSON, or too much of it, stays outside. */
function errorText(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  const code = error instanceof KernelError ? error.code : 'unexpected_error'
  const plain = JSON.stringify({ code, message })
  if (!(error instanceof KernelError) || error.data === undefined) return plain
  try {
    const text = JSON.stringify({ code, message, data: error.data })
    checkText(text, 'The data of an error')
    return text
  } catch {
    return plain
  }
}
