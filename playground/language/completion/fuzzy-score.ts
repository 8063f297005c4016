/**
 * How well a candidate fits what was typed: every typed letter in order, case ignored. Letters together, at the start of
 * words, and near the end of an id count more.
 *
 * @returns `undefined` when it does not fit; larger is better.
 */
export function fuzzyScore(typed: string, candidate: string): number | undefined {
  if (typed === '') return 0
  const wanted = typed.toLowerCase()
  const text = candidate.toLowerCase()
  const whole = text.lastIndexOf(wanted)
  // What begins as typed stays in the order it is offered in; of ids that merely contain it, the shortest is nearest.
  if (whole === 0) return 2_000
  if (whole > 0) return 1_000 + (isWordStart(text, whole) ? 500 : 0) - text.length
  let score = 0
  let at = -1
  for (const letter of wanted) {
    const next = text.indexOf(letter, at + 1)
    if (next < 0) return undefined
    score += next === at + 1 ? 8 : isWordStart(text, next) ? 6 : 0
    at = next
  }
  return score - text.length
}

function isWordStart(text: string, at: number): boolean {
  return at === 0 || !/[a-z0-9]/.test(text[at - 1]!)
}
