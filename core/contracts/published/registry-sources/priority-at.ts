import { type Dict, own } from '../../../values.ts'

/** The priority that an entry writes, as an integer; `undefined` when it writes none. */
export function priorityAt(entry: Dict): number | undefined {
  const value = own(entry, 'priority')
  return typeof value === 'number' && Number.isFinite(value) ? Math.trunc(value) + 0 : undefined
}
