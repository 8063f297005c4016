import { meteredQuickJsFile } from './metered-file.ts'

/** Vitest's global set-up: scripts in tests run in the module that is shipped. */
export default function setup(): void {
  meteredQuickJsFile()
}
