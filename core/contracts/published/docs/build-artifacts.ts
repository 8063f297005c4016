import { KernelError } from '../../../errors/kernel-error.ts'
import { requirePort } from '../../../host/require-port.ts'
import { type Artefact, componentArtefacts } from '../../../manifest/component-artefacts.ts'
import { readManifestTable } from '../../../manifest/manifest-table.ts'
import { joinPath } from '../../../paths/join-path.ts'
import type { Call } from '../../../run/call.ts'
import { type Dict, describeValue, own } from '../../../values.ts'
import { defineContract } from '../../define-contract.ts'

const ID = 'lcod://tooling/component/build_artifacts@0.1.0'

export interface BuildInput {
  readonly descriptorPath: string
  readonly write: boolean
  readonly readmePath?: string
  readonly inputSchemaPath?: string
  readonly outputSchemaPath?: string
}

/** README and schemas of a descriptor; empty texts and tables stand for what it does not have. */
export interface BuiltArtifacts extends Dict {
  readonly descriptor: Dict
  readonly readme: string
  readonly readmePath: string
  readonly inputSchemaPath: string
  readonly outputSchemaPath: string
}

/**
 * Reads a descriptor and makes what follows from it, as files when `write` says so.
 *
 * @throws {KernelError} as the component below.
 */
export async function buildArtifacts(input: BuildInput, call: Call): Promise<BuiltArtifacts> {
  const path = call.resolvePath(input.descriptorPath)
  const folder = path.slice(0, path.lastIndexOf('/')) || '/'
  const descriptor = await readDescriptor(path, call)
  if (!hasGeneratedReadme(descriptor)) {
    const found = describeValue(own(descriptor, 'schemaVersion'))
    throw new KernelError('invalid_manifest', `${path} has schemaVersion ${found}, expected "2.0"`, {
      data: { file: path },
      hint: 'READMEs of older descriptors are written by hand; what would be made would replace them',
    })
  }
  const placed = (written: string | undefined) => (written === undefined ? undefined : joinPath(folder, written))
  const { readme, inputSchema, outputSchema } = componentArtefacts(descriptor, folder, {
    readme: placed(input.readmePath),
    inputSchema: placed(input.inputSchemaPath),
    outputSchema: placed(input.outputSchemaPath),
  })
  const store = async (artefact: Artefact | undefined) => (input.write ? await writeArtefact(artefact, call) : {})
  return {
    descriptor,
    readme: readme.text,
    inputSchema: inputSchema?.schema ?? {},
    outputSchema: outputSchema?.schema ?? {},
    readmePath: readme.path,
    inputSchemaPath: inputSchema?.path ?? '',
    outputSchemaPath: outputSchema?.path ?? '',
    readmeWriteResult: await store(readme),
    inputSchemaWriteResult: await store(inputSchema),
    outputSchemaWriteResult: await store(outputSchema),
  }
}

/** Whether a README follows from a descriptor: those that say they are older than version 2.0 have one of their own. */
export function hasGeneratedReadme(descriptor: Dict): boolean {
  return (own(descriptor, 'schemaVersion') ?? '2.0') === '2.0'
}

/** The table of an `lcp.toml`. @throws {KernelError} `invalid_manifest`, and the codes of files. */
export async function readDescriptor(path: string, call: Call): Promise<Dict> {
  const bytes = await requirePort(call.host, 'files', ID).read(path, { signal: call.signal })
  return readManifestTable(new TextDecoder().decode(bytes), path)
}

/** Writes a file that follows from a descriptor. @returns its path and size; nothing when there is none. */
export async function writeArtefact(artefact: Artefact | undefined, call: Call): Promise<Dict> {
  if (artefact === undefined) return {}
  call.ensureNotCancelled()
  const bytes = new TextEncoder().encode(artefact.text)
  await requirePort(call.host, 'files', ID).write(artefact.path, bytes, { createParents: true })
  return { path: artefact.path, bytesWritten: bytes.length }
}

const override = { type: 'string', minLength: 1, 'x-lenient': true }
const written = { type: 'object', description: 'path and bytesWritten; empty when it was not written' }

/**
 * Makes the README and the tool schemas of a component from its descriptor, and writes them unless told not to.
 *
 * @returns the table of the descriptor, the texts, and where they are or would be (absolute). A schema whose section
 * declares nothing, or that has no path, is an empty table with an empty path.
 * @throws {KernelError} `invalid_manifest` for a descriptor that is no TOML, says that it is of another version than
 *   2.0, or names a schema
 * outside its folder; the codes of files.
 * Spec: contracts.md 3.2.4, 4.6.
 */
export const componentBuildArtifacts = defineContract<BuildInput>({
  id: ID,
  aliases: ['lcod://tooling/make_component_doc@0.1.0'],
  summary: 'Makes the README and the tool schemas of a component.',
  needs: ['files'],
  input: {
    type: 'object',
    required: ['descriptorPath'],
    properties: {
      descriptorPath: { type: 'string', minLength: 1, description: 'The lcp.toml' },
      write: { type: 'boolean', default: true, 'x-lenient': true, description: 'Write the files' },
      readmePath: { ...override, description: 'In place of README.md, relative to the descriptor' },
      inputSchemaPath: { ...override, description: 'In place of tool.inputSchema' },
      outputSchemaPath: { ...override, description: 'In place of tool.outputSchema' },
    },
  },
  output: {
    type: 'object',
    properties: {
      descriptor: { type: 'object', description: 'Table of the descriptor' },
      readme: { type: 'string', description: 'Text of the README' },
      inputSchema: { type: 'object', description: 'Schema of the inputs' },
      outputSchema: { type: 'object', description: 'Schema of the outputs' },
      readmePath: { type: 'string', description: 'Where the README belongs' },
      inputSchemaPath: { type: 'string', description: 'Where the schema of the inputs belongs' },
      outputSchemaPath: { type: 'string', description: 'Where the schema of the outputs belongs' },
      readmeWriteResult: written,
      inputSchemaWriteResult: written,
      outputSchemaWriteResult: written,
    },
  },
  run: (input, call) => buildArtifacts(input, call),
})
