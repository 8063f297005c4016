import { type Dict, isDict } from '../../../core/values.ts'

/** The start state that a text says, or what is wrong with the text. */
export function readInput(text: string): { value?: Dict; problem: string } {
  try {
    const value: unknown = JSON.parse(text.trim() === '' ? '{}' : text)
    if (isDict(value)) return { value, problem: '' }
    return { problem: 'The input must be a JSON object' }
  } catch (error) {
    return { problem: `The input is not JSON: ${error instanceof Error ? error.message : String(error)}` }
  }
}
