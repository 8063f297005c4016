import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { NativeComponent } from '../../../../core/run/component.ts'
import { type Dict, isDict, own } from '../../../../core/values.ts'
import { readNamedJson } from '../read-named-json.ts'
import { UsageError } from '../usage-error.ts'
import { moduleComponent } from './module-component.ts'
import type { ModuleFunction } from './module-context.ts'

type ImportModule = (url: string) => Promise<Readonly<Record<string, unknown>>>

/** One entry of the map, with every path absolute. */
interface ModuleEntry {
  readonly id: string
  readonly path: string
  readonly exportName: string | undefined
  readonly input: unknown
  readonly output: unknown
}

/**
 * The components of `--modules`: a JSON object, or a file that holds one, of component id → path of a JavaScript module,
 * or `{ module, export, inputSchema | inputSchemaPath, outputSchema | outputSchemaPath }`. Paths start at the folder of
 * the file, or at the working directory. Without `export` the default export is taken.
 *
 * @throws {UsageError} when the map, a module or a schema is not what it should be.
 *
 * Spec: engine.md 2.8, 10.1.
 */
export async function loadModules(named: string): Promise<NativeComponent[]> {
  const map = await readNamedJson(named, 'the modules')
  if (!isDict(map)) throw new UsageError('The modules are not a JSON object', 'Write an object of id → module path')
  const base = /^\s*[{[]/.test(named) || named === '-' ? process.cwd() : dirname(resolve(named))
  const components: NativeComponent[] = []
  for (const [id, value] of Object.entries(map)) components.push(await loadModule(await readEntry(id, value, base)))
  return components
}

async function readEntry(id: string, value: unknown, base: string): Promise<ModuleEntry> {
  const entry: Dict = isDict(value) ? value : { module: value }
  const path = own(entry, 'module')
  if (typeof path !== 'string') throw new UsageError(`The module of "${id}" is not a path`)
  const exportName = own(entry, 'export')
  if (exportName !== undefined && typeof exportName !== 'string') {
    throw new UsageError(`The export of "${id}" is not a name`)
  }
  const schema = async (side: 'input' | 'output') => {
    const file = own(entry, `${side}SchemaPath`)
    if (typeof file !== 'string') return own(entry, `${side}Schema`)
    return readNamedJson(resolve(base, file), `the ${side} schema of "${id}"`)
  }
  return { id, path: resolve(base, path), exportName, input: await schema('input'), output: await schema('output') }
}

async function loadModule({ id, path, exportName, input, output }: ModuleEntry): Promise<NativeComponent> {
  const run = await importFunction(path, exportName, id)
  return moduleComponent({ id, run, inputSchema: input, outputSchema: output })
}

async function importFunction(path: string, exportName: string | undefined, id: string): Promise<ModuleFunction> {
  const name = exportName ?? 'default'
  let found: unknown
  try {
    const module = await findImport()(pathToFileURL(path).href)
    // The names of a CommonJS module may only be members of its default export.
    found = name in module ? module[name] : own(Object(module['default']), name)
  } catch (error) {
    throw new UsageError(
      `Cannot load the module of "${id}" from "${path}": ${error instanceof Error ? error.message : String(error)}`,
    )
  }
  if (typeof found === 'function') return (...args) => Reflect.apply(found, undefined, args)
  throw new UsageError(`The module of "${id}" exports no function "${name}"`, 'Name it with "export" in the map')
}

/** The build leaves a file with a real `import()` beside the command; elsewhere this one is real. */
function findImport(): ImportModule {
  const beside = fileURLToPath(new URL('./import-module.cjs', import.meta.url))
  return existsSync(beside) ? createRequire(import.meta.url)(beside) : (url) => import(url)
}
