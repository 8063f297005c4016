import type { FlagSpec } from '../flags.ts'

/** Where journals are. */
export const storeFlag: FlagSpec = {
  name: 'store',
  value: 'required',
  placeholder: 'DIR',
  summary: 'Folder of the journals of durable runs (default: runs in LCOD_HOME, which is ~/.lcod)',
}

/** Of commands that run something. */
export const durableFlags: readonly FlagSpec[] = [
  {
    name: 'durable',
    value: 'optional',
    placeholder: 'RUN-ID',
    summary:
      'Keep a journal of what the steps give, and go on from it when the same command is given again; the id is made of the target and its input when absent',
  },
  { name: 'anew', value: 'none', summary: 'With --durable: forget what the journal holds, and begin anew' },
  storeFlag,
]
