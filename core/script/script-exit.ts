/**
 * Rejecting a `ScriptHost` call with it ends the script at once: nothing of it reaches the guest, and
 * `ScriptSession.run` rejects with the same object.
 *
 * So loop signals and cancellation leave a script although scripts may catch every error (engine.md 6.6).
 */
export class ScriptExit<Outcome = unknown> extends Error {
  override readonly name = 'ScriptExit'
  /** What the component that started the script returns or throws instead of a result. */
  readonly outcome: Outcome

  constructor(outcome: Outcome) {
    super('The script was ended by its host')
    this.outcome = outcome
  }
}
