import { KernelError } from '../../core/errors/kernel-error.ts'
import type { ScriptHost, ScriptOutcome } from '../../core/host/scripts.ts'
import { BORDER } from './limits.ts'
import type { Meter } from './meter.ts'
import type { Told } from './reply.ts'

type Ending = { readonly outcome: ScriptOutcome } | { readonly error: unknown }

/** One script on its way: what it has said, what it waits for, how it ended. */
export class ScriptRun {
  readonly id: number
  readonly host: ScriptHost
  readonly meter: Meter
  readonly messages: string[] = []
  /** Host calls asked for in the current stretch; made when the sandbox is left, never inside it. */
  outbox: (() => void)[] = []
  /** Host calls made and not answered. */
  waiting = 0
  /** What the guest sent as its reply after it had been pending. */
  reply: string | undefined
  /** Its source, while that is being compiled. */
  compiling: string | undefined
  /** It said more than a script may. */
  tooManyMessages = false
  #messageText = 0
  #ending: Ending | undefined
  #notify: ((ending: Ending) => void) | undefined

  constructor(id: number, host: ScriptHost, meter: Meter) {
    this.id = id
    this.host = host
    this.meter = meter
  }

  get ended(): boolean {
    return this.#ending !== undefined
  }

  /** It has to end, whatever it does next. */
  get stopped(): boolean {
    return this.meter.exceeded !== undefined || this.tooManyMessages
  }

  /** Keeps a message. @returns false when the limits are reached; the script is then stopped. */
  say(message: string): boolean {
    this.#messageText += message.length
    if (this.messages.length >= BORDER.messages || this.#messageText > BORDER.messageText) this.tooManyMessages = true
    else this.messages.push(message)
    return !this.tooManyMessages
  }

  messageError(): KernelError {
    const message = `Script says more than ${BORDER.messages} messages or ${BORDER.messageText} characters`
    return new KernelError('script_limit_exceeded', message)
  }

  told(): Told {
    return { messages: this.messages, fuel: this.meter.used }
  }

  finish(outcome: ScriptOutcome): void {
    this.#end({ outcome })
  }

  fail(error: unknown): void {
    this.#end({ error })
  }

  /** The outcome when there is one, else a promise of it. @throws what it failed with. */
  result(): ScriptOutcome | Promise<ScriptOutcome> {
    const ending = this.#ending
    if (ending === undefined) {
      return new Promise<Ending>((resolve) => {
        this.#notify = resolve
      }).then(unwrap)
    }
    return unwrap(ending)
  }

  #end(ending: Ending): void {
    if (this.#ending !== undefined) return
    this.#ending = ending
    this.host.ended?.(this.meter.used)
    this.#notify?.(ending)
  }
}

function unwrap(ending: Ending): ScriptOutcome {
  if ('error' in ending) throw ending.error
  return ending.outcome
}
