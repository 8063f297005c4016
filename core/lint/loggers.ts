import { append } from '../append.ts'
import type { Composition } from '../compose/composition.ts'
import type { Problem } from '../compose/problem.ts'
import { locateKey } from '../manifest/locate-key.ts'
import { parseTomlDocument } from '../parse-toml-document.ts'
import type { RegistryScope } from '../resolve/registry.ts'
import { completeId, type PackageContext } from '../resolve/relative-id.ts'
import { isDict, own } from '../values.ts'
import { type PlacedStep, stepsOf } from './lint-rule.ts'

/** A logger that a manifest declares. */
export interface DeclaredLogger {
  readonly name: string
  readonly level?: string
  readonly description?: string
  /** Where it is declared; absent when that is not known. */
  readonly source?: Problem['source']
}

/** A place at which a compose names a logger. */
export interface UsedLogger extends PlacedStep {
  /** The tag; `undefined` when it is known only while the compose runs. */
  readonly name: string | undefined
  readonly composition: Composition
  /** Component whose compose holds the step; absent for the compose that is checked. */
  readonly component?: string
}

/**
 * The loggers of an `lcp.toml`: under `[logging]` a level per name, or a table with `level` and `description`. Dots in
 * names may be written as nested tables.
 *
 * @param file Name of the file, for the places of the loggers; without it they have none.
 * @returns `undefined` without the table, and for a text that is not TOML.
 * Spec: contracts.md 4.5, "[logging]".
 */
export function declaredLoggers(toml: string, file?: string): DeclaredLogger[] | undefined {
  let table: unknown
  try {
    table = own(parseTomlDocument(toml), 'logging')
  } catch {
    // Reading the manifest itself reports what is wrong with it.
    return undefined
  }
  if (!isDict(table)) return undefined
  return loggersOf(table, []).map(({ keys, ...logger }) => {
    const place = file === undefined ? undefined : locateKey(toml, ['logging', ...keys])
    return { ...logger, ...(file === undefined || place === undefined ? {} : { source: { file, ...place } }) }
  })
}

interface WrittenLogger extends DeclaredLogger {
  /** As written below `[logging]`. */
  readonly keys: readonly string[]
}

function loggersOf(table: object, outer: readonly string[]): WrittenLogger[] {
  return Object.entries(table).flatMap(([key, entry]: [string, unknown]): WrittenLogger[] => {
    const keys = [...outer, key]
    const name = keys.join('.')
    if (typeof entry === 'string') return [{ keys, name, level: entry }]
    if (!isDict(entry)) return []
    const { level, description, ...nested } = entry
    const isLogger = typeof level === 'string' || typeof description === 'string' || Object.keys(entry).length === 0
    const logger = {
      keys,
      name,
      ...(typeof level === 'string' ? { level } : {}),
      ...(typeof description === 'string' ? { description } : {}),
    }
    return [...(isLogger ? [logger] : []), ...loggersOf(nested, keys)]
  })
}

const LOGS = /^lcod:\/\/(?:(?:contract\/)?tooling\/log|kernel\/log|tooling\/log\.context)@/

/** The places of one compose that name a logger. */
function loggersIn(composition: Composition, component?: string): UsedLogger[] {
  return stepsOf(composition).flatMap((placed) => {
    if (!LOGS.test(placed.step.call)) return []
    const tags = own(placed.step.in, 'tags')
    const logger = isDict(tags) ? own(tags, 'logger') : undefined
    const isDynamic = typeof tags === 'string' || (typeof logger === 'string' && logger.startsWith('$'))
    if (!isDynamic && typeof logger !== 'string') return []
    const name = typeof logger === 'string' && !isDynamic ? logger : undefined
    return [{ ...placed, composition, name, ...(component === undefined ? {} : { component }) }]
  })
}

/** Where to begin, and what calls mean. */
export interface LoggerSearch {
  readonly composition: Composition
  readonly registry: RegistryScope
  readonly context?: PackageContext | undefined
}

/**
 * Every logger that a compose names, and every compose that it calls, at any depth. Components that cannot be read are
 * passed over: they fail when they are called.
 */
export async function findLoggers(search: LoggerSearch): Promise<UsedLogger[]> {
  const found: UsedLogger[] = []
  const seen = new Set<string>()
  const waiting: Array<LoggerSearch & { readonly component?: string }> = [search]
  for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
    const { composition, registry, context, component } = one
    append(found, loggersIn(composition, component))
    for (const { step } of stepsOf(composition)) {
      const id = completeId(step.call, context)
      if (seen.has(id)) continue
      seen.add(id)
      const called = await readComponent(id, registry)
      if (called !== undefined) waiting.push({ ...called, registry, component: id })
    }
  }
  return found
}

async function readComponent(
  id: string,
  registry: RegistryScope,
): Promise<{ composition: Composition; context?: PackageContext } | undefined> {
  try {
    const component = registry.resolve(id)
    if (component?.kind !== 'compose') return undefined
    const { composition, context } = component
    const read = typeof composition === 'function' ? await composition() : composition
    return { composition: read, ...(context === undefined ? {} : { context }) }
  } catch {
    return undefined
  }
}
