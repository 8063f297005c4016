/** One attack on the sandbox of scripts, as its YAML file writes it. `attack.schema.json` is the same shape for the loader. */

/** How a script must end. Exactly one member. */
export interface AttackVerdict {
  /** The payload reaches nothing outside: it throws an error of the guest or gives a harmless value of the guest. */
  readonly contained?: true
  /** What the script returns, exactly. */
  readonly value?: unknown
  /** The script is ended with this code; the step goes on. */
  readonly code?: string
  /** The script throws an error with this message. */
  readonly throws?: string
  /** The step fails with this code. */
  readonly fails?: string
}

export interface Attack {
  /** What is tried. Unique within its file. */
  readonly name: string
  /** An expression, tried inside an asynchronous script. */
  readonly payload?: string
  /** A whole script, in place of `payload`. */
  readonly source?: string
  /** The `$` of the source is this text as often as said: what is nested or long. */
  readonly repeat?: { readonly text: string; readonly times: number }
  readonly verdict: AttackVerdict
  /** Work units that the script may use; the file's when absent. */
  readonly fuel?: number
  /** Milliseconds in place of fuel. */
  readonly timeoutMs?: number
}

export interface AttackFile {
  /** The class of attack. */
  readonly spec: string
  readonly fuel: number
  /** Pages of memory; 320 when absent: 20 MiB. */
  readonly pages?: number
  /** Expressions for what a script is given; each is tried with every route. */
  readonly via?: readonly string[]
  /** Ways from `$`, a thing that is given, to something that runs text. Contained each. */
  readonly routes?: readonly string[]
  readonly attacks?: readonly Attack[]
}
