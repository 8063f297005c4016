/** Ends the handling of a request before its handler runs: the answer is `{ "error": message }`. */
export class RequestRefused extends Error {
  override readonly name = 'RequestRefused'
  readonly status: number
  readonly headers: ReadonlyArray<readonly [string, string]>

  constructor(status: number, message: string, headers: ReadonlyArray<readonly [string, string]> = []) {
    super(message)
    this.status = status
    this.headers = headers
  }
}
