/** What a bookmark on the slider stands for. */
export type BookmarkKind = 'error' | 'log' | 'marked'

/** Sequence numbers in order, however they are kept. */
export interface SeqList {
  readonly length: number
  at(index: number): number
}

/** Moments worth going to, by what they are. */
export type Moments = Readonly<Record<BookmarkKind, readonly SeqList[]>>

/** One or several moments of a kind that share a place on the slider. */
export interface Bookmark {
  readonly kind: BookmarkKind
  /** The first of them. */
  readonly seq: number
  readonly count: number
  /** Place on the slider, 0 to 1. */
  readonly at: number
}

/** Places on the slider that are told apart. */
const CELLS = 120

/** What is drawn on a slider over events: at most `CELLS` per kind, whatever there is; errors last, over the others. */
export function bookmarks(moments: Moments, range: { readonly first: number; readonly last: number }): Bookmark[] {
  const kinds: readonly BookmarkKind[] = ['log', 'marked', 'error']
  return kinds.flatMap((kind) => {
    const cells = new Map<number, { seq: number; count: number }>()
    for (const list of moments[kind]) fillCells(list, range, cells)
    return [...cells.values()].map(({ seq, count }) => ({ kind, seq, count, at: ratio(seq, range) }))
  })
}

/** The nearest moment after (1) or before (-1) a sequence number; `undefined` when there is none. */
export function nextMoment(lists: readonly SeqList[], seq: number, direction: 1 | -1): number | undefined {
  const found = lists.flatMap((list) => {
    const index = direction === 1 ? lowerBound(list, seq + 1) : lowerBound(list, seq) - 1
    return index >= 0 && index < list.length ? [list.at(index)] : []
  })
  return found.length === 0 ? undefined : direction === 1 ? Math.min(...found) : Math.max(...found)
}

/** Goes from cell to cell, so that the cost is that of the cells. */
function fillCells(
  list: SeqList,
  range: { readonly first: number; readonly last: number },
  cells: Map<number, { seq: number; count: number }>,
): void {
  const length = Math.max(1, range.last - range.first)
  let index = lowerBound(list, range.first)
  while (index < list.length && list.at(index) <= range.last) {
    const seq = list.at(index)
    const cell = Math.floor(ratio(seq, range) * CELLS)
    const next = Math.max(index + 1, lowerBound(list, range.first + ((cell + 1) * length) / CELLS))
    const known = cells.get(cell)
    cells.set(cell, { seq: Math.min(seq, known?.seq ?? seq), count: next - index + (known?.count ?? 0) })
    index = next
  }
}

function ratio(seq: number, { first, last }: { readonly first: number; readonly last: number }): number {
  return (seq - first) / Math.max(1, last - first)
}

function lowerBound(list: SeqList, wanted: number): number {
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (list.at(middle) < wanted) low = middle + 1
    else high = middle
  }
  return low
}
