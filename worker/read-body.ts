import { Refusal } from './fault.ts'

/**
 * The body of a request as text.
 *
 * A body that is announced as too large is not read at all, and reading one that turns out too large stops at the limit:
 * no more than that is ever held.
 *
 * @param timeoutMs how long its sender may take.
 * @throws {Refusal} 413 when it has more than `limit` bytes, 408 when it takes too long, 400 when it is no UTF-8.
 */
export async function readBody(request: Request, limit: number, timeoutMs: number): Promise<string> {
  const tooLarge = () => new Refusal(413, 'body_too_large', `The body must have at most ${limit} bytes`)
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge()
  const reader = request.body?.getReader()
  if (reader === undefined) return ''
  let late = false
  const timer = setTimeout(() => {
    late = true
    reader.cancel().catch(() => undefined)
  }, timeoutMs)
  try {
    const text = await readText(reader, limit, tooLarge)
    if (late) throw new Refusal(408, 'body_too_slow', `The body must arrive within ${timeoutMs} ms`)
    return text
  } finally {
    clearTimeout(timer)
  }
}

async function readText(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  limit: number,
  tooLarge: () => Refusal,
): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let text = ''
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decode(() => decoder.decode())
    size += value.length
    if (size > limit) {
      // Nobody waits for the rest, and its sender need not be told twice.
      reader.cancel().catch(() => undefined)
      throw tooLarge()
    }
    text += decode(() => decoder.decode(value, { stream: true }))
  }
}

function decode(action: () => string): string {
  try {
    return action()
  } catch {
    throw new Refusal(400, 'invalid_request', 'The body is not valid UTF-8')
  }
}
