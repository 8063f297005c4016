import { survivedError } from '../../../errors/survived-error.ts'
import { requirePort } from '../../../host/require-port.ts'
import { parseJsonDocument } from '../../../parse-json-document.ts'
import { joinPath } from '../../../paths/join-path.ts'
import type { Call } from '../../../run/call.ts'
import { cloneValue, type Dict, isDict, own } from '../../../values.ts'
import { defineContract } from '../../define-contract.ts'

const ID = 'lcod://tooling/registry_sources/load_config@0.1.0'
/** Path of sources that no file gave. */
const BUILTIN = 'builtin:default'
const SCHEMA = 'lcod-resolver/sources@1'

const DEFAULT_SOURCES: Dict = {
  schema: SCHEMA,
  sources: [
    {
      id: 'lcod-registry',
      entrypoint: {
        type: 'https',
        url: 'https://raw.githubusercontent.com/lcod-team/lcod-registry/main/catalogues.jsonl',
      },
    },
  ],
}

/** Sources, and where they were. */
export interface SourcesConfig {
  readonly sourcesConfig: Dict
  readonly sourcesPath: string
  /** Absolute folder that its paths start at. */
  readonly sourcesBaseDir: string
  readonly warnings: readonly string[]
  readonly valid: true
}

export interface ConfigInput {
  /** Absolute. */
  readonly projectRoot: string
  readonly sourcesPath?: string | undefined
  readonly sourcesText?: string | undefined
  readonly defaultSourcesSpec: Dict
}

/**
 * Finds the sources of a project: the file that is named, else `lcod.sources.jsonl`, else `sources.json`, else the
 * default ones with a warning. A list of JSON lines becomes a document with that list as its one source.
 *
 * Spec: contracts.md 5.4 step 2.
 */
export async function loadConfig(input: ConfigInput, call: Call): Promise<SourcesConfig> {
  const { projectRoot, sourcesPath: named, sourcesText } = input
  const files = requirePort(call.host, 'files', ID)
  if (named !== undefined && isUrl(named)) {
    if (/\.jsonl$/i.test(named)) return listAsSource(named, projectRoot, { type: 'https', url: named })
    if (sourcesText !== undefined) return parsed(sourcesText, { path: named, folder: projectRoot }, input)
    return builtin(input, `A document of sources is not downloaded: "${named}" is no list of JSON lines`)
  }
  const path = joinPath(projectRoot, named ?? 'lcod.sources.jsonl')
  if (/\.jsonl$/i.test(path)) {
    if ((await files.info(path))?.kind === 'file') {
      const cut = path.lastIndexOf('/')
      return listAsSource(path, path.slice(0, cut) || '/', { type: 'file', path: `./${path.slice(cut + 1)}` })
    }
    if (named !== undefined) return builtin(input, `There is no list of sources "${path}"`)
  }
  const document = named === undefined ? joinPath(projectRoot, 'sources.json') : path
  const place = { path: document, folder: document.slice(0, document.lastIndexOf('/')) || '/' }
  if (sourcesText !== undefined) return parsed(sourcesText, place, input)
  try {
    return parsed(new TextDecoder().decode(await files.read(document)), place, input)
  } catch (thrown) {
    return builtin(input, `There are no sources at ${document}: ${survivedError(thrown).message}`)
  }
}

function listAsSource(sourcesPath: string, sourcesBaseDir: string, entrypoint: Dict): SourcesConfig {
  const sourcesConfig = { schema: SCHEMA, sources: [{ id: 'lcod-manifest', entrypoint }] }
  return { sourcesConfig, sourcesPath, sourcesBaseDir, warnings: [], valid: true }
}

function parsed(
  text: string,
  place: { readonly path: string; readonly folder: string },
  input: ConfigInput,
): SourcesConfig {
  let value: unknown
  try {
    value = parseJsonDocument(text)
  } catch (error) {
    return builtin(input, `The sources at ${place.path} are no JSON: ${survivedError(error).message}`)
  }
  if (!isDict(value)) return builtin(input, `The sources at ${place.path} are no object`)
  const found = { sourcesPath: place.path, sourcesBaseDir: place.folder, valid: true } as const
  const sources = own(value, 'sources')
  if (Array.isArray(sources) && sources.length > 0) return { ...found, sourcesConfig: value, warnings: [] }
  const spec = defaultSpec(input)
  return {
    ...found,
    sourcesConfig: { ...value, schema: own(value, 'schema') ?? spec['schema'], sources: spec['sources'] },
    warnings: [`The sources at ${place.path} are empty; the default ones are used`],
  }
}

function builtin(input: ConfigInput, why: string): SourcesConfig {
  const sourcesConfig = defaultSpec(input)
  const warnings = [`${why}; the default sources are used`]
  return { sourcesConfig, sourcesPath: BUILTIN, sourcesBaseDir: input.projectRoot, warnings, valid: true }
}

function defaultSpec({ defaultSourcesSpec }: ConfigInput): Dict {
  return cloneValue(Object.keys(defaultSourcesSpec).length === 0 ? DEFAULT_SOURCES : defaultSourcesSpec)
}

function isUrl(path: string): boolean {
  return /^https?:\/\//i.test(path)
}

const text = { type: 'string', minLength: 1, 'x-lenient': true }

/** What `loadConfig` takes besides the project, for the components that call it. */
export const configInputs = {
  sourcesPath: { ...text, description: 'File or URL of the sources, relative to the project' },
  sourcesText: { ...text, description: 'Text of the document, in place of its file' },
  defaultSourcesSpec: {
    type: 'object',
    default: {},
    'x-lenient': true,
    description: 'Sources when the project has none',
  },
}

/**
 * `loadConfig` as a component.
 *
 * @throws {KernelError} `cancelled` alone.
 * Spec: contracts.md 3.2.6.
 */
export const registrySourcesLoadConfig = defineContract<ConfigInput>({
  id: ID,
  summary: 'Finds the sources of a project.',
  needs: ['files'],
  input: {
    type: 'object',
    properties: { projectRoot: { ...text, default: '.', description: 'Folder of the project' }, ...configInputs },
  },
  output: {
    type: 'object',
    required: ['sourcesConfig', 'sourcesPath', 'sourcesBaseDir', 'warnings', 'valid'],
    properties: {
      sourcesConfig: { type: 'object', description: 'The document' },
      sourcesPath: { type: 'string', description: 'Where it was, or `builtin:default`' },
      sourcesBaseDir: { type: 'string', description: 'Folder that its paths start at' },
      warnings: { type: 'array', description: 'Why the default sources are used' },
      valid: { type: 'boolean', description: 'Always true: there are sources in any case' },
    },
  },
  run: (input, call) => loadConfig({ ...input, projectRoot: call.resolvePath(input.projectRoot) }, call),
})
