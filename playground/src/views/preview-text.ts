import type { Preview } from '../../../core/trace/events.ts'

/** A preview as one line. */
export function previewLine(preview: Preview | null | undefined, limit = 160): string {
  if (preview === undefined || preview === null) return ''
  if (!('value' in preview)) return `${preview.head} (${preview.kind}, ${preview.size.toLocaleString('en')})`
  const text = JSON.stringify(preview.value) ?? 'null'
  return text.length > limit ? `${text.slice(0, limit)}…` : text
}

/** Milliseconds as people read them. */
export function formatMs(ms: number): string {
  if (ms >= 10_000) return `${(ms / 1000).toFixed(1)} s`
  if (ms >= 100) return `${Math.round(ms)} ms`
  return `${ms.toFixed(ms >= 10 ? 1 : 2)} ms`
}

/** A place with its loop indexes: `if then 0 [3]`. */
export function placeLabel(path: string, iteration: readonly number[]): string {
  const place = path.replaceAll('/compose/', '/').replaceAll('/slots/', '/').replace(/^\//, '')
  return `${place === '' ? 'run' : place}${iteration.length === 0 ? '' : ` [${iteration.join(', ')}]`}`
}
