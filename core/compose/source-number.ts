import type { TextFinding } from './report.ts'

/**
 * What is wrong with a number as it was written, or `undefined`.
 *
 * JSON has no infinities, and an integer that a double cannot hold would silently become another one.
 */
export function numberProblem(
  written: string,
  value: number,
): Pick<TextFinding, 'code' | 'message' | 'hint'> | undefined {
  if (!Number.isFinite(value)) {
    return { code: 'number_not_json', message: `"${shorten(written)}" is not a number that JSON can hold` }
  }
  const integer = /^[-+]?\d+$/.test(written) || /^0[xo]/i.test(written)
  if (integer && !Number.isSafeInteger(value)) {
    return {
      code: 'number_not_exact',
      message: `"${shorten(written)}" is too large to be kept exactly: it would become ${value}`,
      hint: 'Quote it to keep every digit as a string',
    }
  }
  return undefined
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text
}
