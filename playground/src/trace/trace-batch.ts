/**
 * Events as they cross from the worker to the page and as the page keeps them: one typed array per column, one run of
 * bytes for all details. A hundred thousand steps cost a few megabytes and nothing is parsed before somebody looks at it.
 */
export interface TraceBatch {
  /** Sequence number of the first event; the others follow without gaps. */
  readonly first: number
  readonly kind: Uint8Array<ArrayBuffer>
  /** Milliseconds since the run began. */
  readonly time: Float64Array<ArrayBuffer>
  readonly depth: Uint16Array<ArrayBuffer>
  /** Index of the path among all names. */
  readonly place: Uint32Array<ArrayBuffer>
  /** Index of the call, slot or key among all names; index 0 is the empty name. */
  readonly name: Uint32Array<ArrayBuffer>
  /** Where the iteration of each event ends in `iterations`; it begins where the one before ends. */
  readonly iterationEnd: Uint32Array<ArrayBuffer>
  readonly iterations: Uint32Array<ArrayBuffer>
  /** Where the detail of each event ends in `details`. */
  readonly detailEnd: Uint32Array<ArrayBuffer>
  /** JSON in UTF-8. */
  readonly details: Uint8Array<ArrayBuffer>
  /** Indexes of the events that end a step which had to wait, and since when it waited, in ms since the run began. */
  readonly waitAt: Uint16Array<ArrayBuffer>
  readonly waitFrom: Float64Array<ArrayBuffer>
  /** Names that no earlier batch had, in the order of their indexes. */
  readonly newNames: readonly string[]
}

/** The buffers that a message may move instead of copying. */
export function batchBuffers(batch: TraceBatch): ArrayBuffer[] {
  const { kind, time, depth, place, name, iterationEnd, iterations, detailEnd, details, waitAt, waitFrom } = batch
  const columns = [kind, time, depth, place, name, iterationEnd, iterations, detailEnd, details, waitAt, waitFrom]
  return columns.map((column) => column.buffer)
}
