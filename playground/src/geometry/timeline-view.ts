/** The part of the axis that is seen. Units are those of the axis: milliseconds or events. */
export interface Range {
  readonly from: number
  readonly to: number
}

/** Pixels to units and back. */
export function unitAt(range: Range, width: number, x: number): number {
  return range.from + (x / Math.max(1, width)) * (range.to - range.from)
}

export function pixelAt(range: Range, width: number, unit: number): number {
  return ((unit - range.from) / (range.to - range.from)) * width
}

/** Zooms by a factor below 1 (in) or above (out), keeping the unit under the pointer where it is. */
export function zoom(range: Range, whole: Range, factor: number, anchor: number): Range {
  const from = anchor - (anchor - range.from) * factor
  const to = anchor + (range.to - anchor) * factor
  return clampRange({ from, to }, whole)
}

/** Moves by a share of what is seen. */
export function pan(range: Range, whole: Range, share: number): Range {
  const by = (range.to - range.from) * share
  return clampRange({ from: range.from + by, to: range.to + by }, whole)
}

/** The range moved so far that something is seen: into its middle when nothing of it was, else not at all. */
export function showing(range: Range, whole: Range, wanted: Range): Range {
  if (wanted.from <= range.to && wanted.to >= range.from) return range
  const half = (range.to - range.from) / 2
  return clampRange({ from: wanted.from - half, to: wanted.from + half }, whole)
}

/** Smallest part of the whole that can be seen. */
const DEEPEST = 1e-7

/** A range of the same length inside the whole, or the whole when it is longer. */
export function clampRange(range: Range, whole: Range): Range {
  const all = whole.to - whole.from
  const least = Math.max(all * DEEPEST, Number.EPSILON)
  const length = Math.min(all, Math.max(least, range.to - range.from))
  if (length >= all) return whole
  const from = Math.min(Math.max(range.from, whole.from), whole.to - length)
  return { from, to: from + length }
}

/** Round distances between the marks of an axis, at least `least` pixels apart. */
export function tickStep(range: Range, width: number, least = 80): number {
  const raw = ((range.to - range.from) / Math.max(1, width)) * least
  const power = 10 ** Math.floor(Math.log10(raw))
  const digit = [1, 2, 5, 10].find((candidate) => candidate * power >= raw) ?? 10
  return digit * power
}
