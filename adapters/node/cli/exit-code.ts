/** How the `lcod` command ends. */
export const EXIT = {
  /** The command did what it was asked. */
  success: 0,
  /** The run failed. */
  failure: 1,
  /** The command line or the document was wrong: nothing was run. */
  usage: 2,
  /** The run was cancelled, by Ctrl+C or by `--timeout`. */
  cancelled: 130,
} as const

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]
