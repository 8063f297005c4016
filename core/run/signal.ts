/** `flow/break` and `flow/continue` on their way to the loop: a returned outcome, never an exception. */
export class Signal {
  readonly kind: 'break' | 'continue'
  private constructor(kind: 'break' | 'continue') {
    this.kind = kind
  }
  static readonly break = new Signal('break')
  static readonly continue = new Signal('continue')
}
