import { KernelError } from '../errors/kernel-error.ts'
import type { ScriptLimits, ScriptTool } from '../host/scripts.ts'
import { type Dict, describeKind, isAbsent, isDict, setOwn } from '../values.ts'
import { type Binding, prepareBindings } from './bindings.ts'

/** Script time when a step does not say otherwise (engine.md 6.1). */
const DEFAULT_TIMEOUT_MS = 1000

/** Input keys with a meaning; every other key is state when `input` is absent (engine.md 6.2). */
const DECLARED: ReadonlySet<string> = new Set([
  'source',
  'language',
  'input',
  'bindings',
  'imports',
  'config',
  'meta',
  'tools',
  'streams',
  'timeoutMs',
  'fuel',
])

/** The parts of a step's input, checked. Parts made from one literal of a compose are made once. */
export interface ScriptInput {
  readonly source: string
  readonly bindings: readonly Binding[]
  readonly imports: Readonly<Record<string, string>>
  readonly tools: readonly ScriptTool[]
  readonly limits: ScriptLimits
  /** The given state; `undefined` when neither `input` nor other keys are there. */
  readonly state: unknown
}

/**
 * Checks the input of a script step.
 *
 * @throws {KernelError} `invalid_input`.
 * Spec: engine.md 6.1, 6.2.
 */
export function readScriptInput(input: Dict): ScriptInput {
  const { source, language, timeoutMs, fuel } = input
  if (typeof source !== 'string' || source.trim() === '') {
    throw invalid('source', 'Script source must be a non-empty string')
  }
  if (!isAbsent(language) && language !== 'javascript') {
    throw invalid(
      'language',
      `Unsupported scripting language: ${typeof language === 'string' ? language : describeKind(language)}`,
    )
  }
  return {
    source,
    bindings: remembered(input['bindings'], bindingsOf, prepareBindings, NO_BINDINGS),
    imports: remembered(input['imports'], importsOf, readImports, NO_IMPORTS),
    tools: remembered(input['tools'], toolsOf, readTools, NO_TOOLS),
    limits: readLimits(timeoutMs, fuel),
    state: input['input'] === undefined ? otherKeys(input) : input['input'],
  }
}

function readLimits(timeoutMs: unknown, fuel: unknown): ScriptLimits {
  const ms = typeof timeoutMs === 'number' && timeoutMs > 0 ? Math.max(1, timeoutMs) : DEFAULT_TIMEOUT_MS
  if (isAbsent(fuel)) return { timeoutMs: ms }
  if (typeof fuel === 'number' && Number.isSafeInteger(fuel) && fuel > 0) return { timeoutMs: ms, fuel }
  throw invalid('fuel', `fuel must be a whole number above 0, found ${describeKind(fuel)}`)
}

const NO_BINDINGS: readonly Binding[] = []
const NO_IMPORTS: Readonly<Record<string, string>> = {}
const NO_TOOLS: readonly ScriptTool[] = []

// Values are immutable, and a literal of a compose is the same object in every call of its step.
const bindingsOf = new WeakMap<object, readonly Binding[]>()
const importsOf = new WeakMap<object, Readonly<Record<string, string>>>()
const toolsOf = new WeakMap<object, readonly ScriptTool[]>()

function remembered<T>(value: unknown, memory: WeakMap<object, T>, read: (value: object) => T, none: T): T {
  if (typeof value !== 'object' || value === null) return none
  let known = memory.get(value)
  if (known === undefined) {
    known = read(value)
    memory.set(value, known)
  }
  return known
}

function otherKeys(input: Dict): Dict | undefined {
  let state: Dict | undefined
  for (const key of Object.keys(input)) {
    if (DECLARED.has(key) || input[key] === undefined) continue
    state ??= {}
    setOwn(state, key, input[key])
  }
  return state
}

function readImports(imports: object): Readonly<Record<string, string>> {
  for (const [alias, id] of Object.entries(imports)) {
    if (typeof id !== 'string' || id === '') {
      throw invalid('imports', `imports.${alias} must be a component id, found ${describeKind(id)}`)
    }
  }
  return imports as Readonly<Record<string, string>>
}

function readTools(tools: object): readonly ScriptTool[] {
  if (!Array.isArray(tools)) throw invalid('tools', `tools must be an array, found ${describeKind(tools)}`)
  return tools.map((tool: unknown, index): ScriptTool => {
    const { name, source, timeoutMs }: Dict = isDict(tool) ? tool : {}
    if (typeof name !== 'string' || name === '')
      throw invalid('tools', `tools[${index}].name must be a non-empty string`)
    if (typeof source !== 'string' || source.trim() === '') {
      throw invalid('tools', `tools[${index}].source must be a non-empty string`)
    }
    return typeof timeoutMs === 'number' && timeoutMs > 0 ? { name, source, timeoutMs } : { name, source }
  })
}

function invalid(name: string, message: string): KernelError {
  return new KernelError('invalid_input', message, { data: { component: 'lcod://tooling/script@1', input: name } })
}
