import { type Dict, isDict, setOwn } from '../../../core/values.ts'
import { UsageError } from './usage-error.ts'

/** Whether a word of the command line is an input: `name=value` or `name:=json`. */
export function isInputPair(word: string): boolean {
  return /^[^=/\\]+=/.test(word)
}

/**
 * Reads `name=value` words into an input object; of two with one name the last counts.
 *
 * `name:=json` and `name=json:…` take JSON. Else `true`, `false` and `null` are themselves, numbers become numbers only
 * when they print back as written (`7` does, `007` and `1e3` do not), and everything else is text.
 *
 * @throws {UsageError} for JSON that does not parse, and for an empty name.
 *
 * Spec: engine.md 10.8.
 */
export function readInputPairs(words: readonly string[]): Dict {
  const input: Dict = {}
  for (const word of words) {
    const at = word.indexOf('=')
    const explicit = word[at - 1] === ':'
    const name = word.slice(0, explicit ? at - 1 : at).trim()
    if (name === '') throw new UsageError(`"${word}" has no input name`, 'Write name=value or name:=json')
    const text = word.slice(at + 1)
    setOwn(input, name, explicit ? parseJson(text, name) : readValue(text, name))
  }
  return input
}

/**
 * Reads JSON that is to be an input object.
 *
 * @throws {UsageError} when it does not parse or is not an object; `origin` names it in the message.
 */
export function readInputObject(text: string, origin: string): Dict {
  // Editors on Windows begin files with a byte order mark.
  const content = text.startsWith('\uFEFF') ? text.slice(1) : text
  if (content.trim() === '') return {}
  const value = parseJson(content, origin)
  if (!isDict(value)) throw new UsageError(`The input from ${origin} must be a JSON object`)
  return value
}

function readValue(text: string, name: string): unknown {
  if (text.startsWith('json:')) return parseJson(text.slice('json:'.length), name)
  if (text === 'true') return true
  if (text === 'false') return false
  if (text === 'null') return null
  const number = Number(text)
  return Number.isFinite(number) && String(number) === text ? number : text
}

function parseJson(text: string, origin: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new UsageError(
      `The value of ${origin} is not JSON: ${error instanceof Error ? error.message : String(error)}`,
      'Quote it for the shell, for example name:=\'{"a":1}\'',
    )
  }
}
