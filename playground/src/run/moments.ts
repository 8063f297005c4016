import type { Moments, SeqList } from '../geometry/bookmarks.ts'
import type { TraceModel } from '../trace/trace-model.ts'

/**
 * The moments of a run that are worth going to.
 *
 * @param marked paths of the steps that the reader marked: their starts count.
 */
export function momentsOf(model: TraceModel, marked: Iterable<string>): Moments {
  return {
    error: [seqs(model.errors)],
    log: [seqs(model.logs)],
    marked: [...marked].map((path) => starts(model, path)),
  }
}

function seqs(list: readonly number[]): SeqList {
  return { length: list.length, at: (index) => list[index] ?? 0 }
}

function starts(model: TraceModel, path: string): SeqList {
  const spans = model.place(path)?.spans
  return { length: spans?.length ?? 0, at: (index) => model.spans.startSeq[spans?.at(index) ?? 0] ?? 0 }
}
