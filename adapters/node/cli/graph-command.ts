import { composeToMermaid } from '../../../core/compose/mermaid.ts'
import type { CommandRunner } from './command.ts'
import { EXIT } from './exit-code.ts'
import { ErrorScreen, writeResult } from './output.ts'
import { readDocument } from './read-document.ts'
import { readTarget } from './read-target.ts'
import { UsageError } from './usage-error.ts'

/** `lcod graph TARGET` */
export const graphCommand: CommandRunner = async (parsed) => {
  const [word, ...rest] = parsed.positionals
  if (word === undefined) throw new UsageError('"graph" needs a compose to draw', 'Write lcod graph compose.yaml')
  if (rest.length > 0) throw new UsageError(`"graph" draws one compose, found also "${rest.join(' ')}"`)
  const target = await readTarget(word)
  if (target.kind === 'id') throw new UsageError('"graph" draws documents, not ids', 'Give the file of the component')
  const composition = readDocument(target.document, new ErrorScreen(), parsed.has('json-errors'))
  if (composition === undefined) return EXIT.usage
  await writeResult(composeToMermaid(composition))
  return EXIT.success
}
