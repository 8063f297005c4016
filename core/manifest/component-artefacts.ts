import { KernelError } from '../errors/kernel-error.ts'
import { isInside } from '../paths/is-inside.ts'
import { joinPath } from '../paths/join-path.ts'
import type { Dict } from '../values.ts'
import { generateReadme } from './generate-readme.ts'
import { generateSchema } from './generate-schema.ts'
import { tableAt, textAt } from './table-text.ts'

/** A file that follows from a descriptor. */
export interface Artefact {
  /** Absolute. */
  readonly path: string
  readonly text: string
}

/** A schema that follows from it, as file and as value. */
export interface SchemaArtefact extends Artefact {
  readonly schema: Dict
}

/** Everything that follows from a descriptor; a schema only when its section declares something and it has a path. */
export interface ComponentArtefacts {
  readonly readme: Artefact
  readonly inputSchema?: SchemaArtefact
  readonly outputSchema?: SchemaArtefact
}

/** Absolute paths in place of the ones that the descriptor names. */
export interface ArtefactPaths {
  readonly readme?: string | undefined
  readonly inputSchema?: string | undefined
  readonly outputSchema?: string | undefined
}

/**
 * The files that follow from the table of an `lcp.toml`: README and tool schemas.
 *
 * @param folder Absolute folder of the descriptor.
 * @throws {KernelError} `invalid_manifest` when `tool.inputSchema` or `tool.outputSchema` leaves the folder.
 * Spec: contracts.md 4.6, generator C.
 */
export function componentArtefacts(table: Dict, folder: string, paths: ArtefactPaths = {}): ComponentArtefacts {
  const schemaOf = (key: 'inputSchema' | 'outputSchema', section: 'inputs' | 'outputs'): SchemaArtefact | undefined => {
    const path = paths[key] ?? namedPath(table, key, folder)
    const schema = path === undefined ? undefined : generateSchema(table, section)
    if (path === undefined || schema === undefined) return undefined
    return { path, schema, text: `${JSON.stringify(schema, null, 2)}\n` }
  }
  const inputSchema = schemaOf('inputSchema', 'inputs')
  const outputSchema = schemaOf('outputSchema', 'outputs')
  return {
    readme: { path: paths.readme ?? joinPath(folder, 'README.md'), text: generateReadme(table) },
    ...(inputSchema === undefined ? {} : { inputSchema }),
    ...(outputSchema === undefined ? {} : { outputSchema }),
  }
}

function namedPath(table: Dict, key: 'inputSchema' | 'outputSchema', folder: string): string | undefined {
  const written = textAt(tableAt(table, 'tool'), key)
  if (written === undefined) return undefined
  const path = joinPath(folder, written)
  if (isInside(path, folder)) return path
  throw new KernelError('invalid_manifest', `tool.${key} "${written}" leaves the folder of the component`)
}
