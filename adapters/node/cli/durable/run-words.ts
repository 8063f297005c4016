/** The name that composes have in folders of their own: it says nothing of them. */
export const COMPOSE_STEM = 'compose'

/** `1 step`, `12 steps` */
export function stepCount(count: number): string {
  return `${count} step${count === 1 ? '' : 's'}`
}
