import { KernelError } from '../errors/kernel-error.ts'
import { parseJsonDocument } from '../parse-json-document.ts'

/** One line that is not blank. */
export type JsonLine =
  | { readonly ok: true; readonly number: number; readonly value: unknown }
  | { readonly ok: false; readonly number: number; readonly reason: string }

/** Characters of one line; a longer one is no list of components, and would have to be held whole. */
const MAX_LINE = 1_000_000

/**
 * Reads JSON lines as they arrive, holding one line at a time. CRLF and LF both end a line, the last needs neither.
 *
 * @yields each line that is not blank, numbered from 1; one that is no JSON comes with the reason.
 * @throws {KernelError} `parse_limit_exceeded` for a line of more than a million characters; whatever the source throws.
 */
export async function* readJsonLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<JsonLine> {
  const decoder = new TextDecoder()
  let rest = ''
  let number = 0
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      number++
      const parsed = parseLine(line, number)
      if (parsed !== undefined) yield parsed
    }
    if (rest.length > MAX_LINE) throw tooLong(number + 1)
  }
  const last = parseLine(rest + decoder.decode(), number + 1)
  if (last !== undefined) yield last
}

function parseLine(line: string, number: number): JsonLine | undefined {
  if (line.length > MAX_LINE) throw tooLong(number)
  const text = line.trim()
  if (text === '') return undefined
  try {
    return { ok: true, number, value: parseJsonDocument(text) }
  } catch {
    // Not the words of the platform: each engine has others, and warnings are results.
    return { ok: false, number, reason: 'it is not valid JSON' }
  }
}

function tooLong(line: number): KernelError {
  return new KernelError('parse_limit_exceeded', `Line ${line} is longer than ${MAX_LINE} characters`, {
    data: { line, limit: MAX_LINE },
  })
}
