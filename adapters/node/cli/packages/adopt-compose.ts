import { readFile } from 'node:fs/promises'
import { parseCompose } from '../../../../core/compose/parse-compose.ts'
import { stepsOf } from '../../../../core/lint/lint-rule.ts'
import { COMPOSE_NAMES } from '../../../../core/manifest/compose-names.ts'
import { generateReadme } from '../../../../core/manifest/generate-readme.ts'
import { readManifestTable } from '../../../../core/manifest/manifest-table.ts'
import { shownPath } from '../source-texts.ts'
import { UsageError } from '../usage-error.ts'

/**
 * The files that make a component of a folder with a compose in it: name → text. What the compose calls is what it
 * requires; inputs and outputs are left to its author, and without them nothing is held back.
 *
 * @returns `undefined` for a folder without a compose.
 * @throws {UsageError} for a compose with errors.
 */
export async function adoptCompose(folder: string, id: string): Promise<ReadonlyMap<string, string> | undefined> {
  for (const name of COMPOSE_NAMES) {
    const text = await readFile(`${folder}/${name}`, 'utf8').catch(() => undefined)
    if (text === undefined) continue
    const file = shownPath(`${folder}/${name}`)
    const { composition } = parseCompose(text, { file })
    if (composition === undefined) throw new UsageError(`${file} has errors`, `lcod check ${file} shows them`)
    const called = new Set(stepsOf(composition).map(({ step }) => step.call))
    const descriptor = descriptorText(id, [...called].filter((one) => one.startsWith('lcod://')).sort())
    return new Map([
      ['lcp.toml', descriptor],
      ['README.md', generateReadme(readManifestTable(descriptor, 'lcp.toml'))],
    ])
  }
  return undefined
}

function descriptorText(id: string, requires: readonly string[]): string {
  const list = requires.length === 0 ? '[]' : `[\n${requires.map((one) => `  "${one}",\n`).join('')}]`
  return `schemaVersion = "2.0"
id = "${id}"
version = "${id.slice(id.lastIndexOf('@') + 1)}"
kind = "workflow"
summary = "Say here what the compose does."

[deps]
requires = ${list}
`
}
