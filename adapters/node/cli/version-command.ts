import type { CommandRunner } from './command.ts'
import { EXIT } from './exit-code.ts'
import { writeResult } from './output.ts'

/** Put in by the build; the development entry defines it too. */
declare const LCOD_VERSION: string

/** `lcod version` */
export const versionCommand: CommandRunner = async () => {
  await writeResult(`${LCOD_VERSION}\n`)
  return EXIT.success
}
