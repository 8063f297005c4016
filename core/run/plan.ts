/**
 * The compiled form of a composition: plain JSON data. Paths are split, ids completed, positions kept beside.
 * A bundle can ship it and needs no YAML parser; `link.ts` turns it into something that runs.
 */

import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '../bytes/hex.ts'
import type { Composition, Step } from '../compose/composition.ts'
import { KernelError } from '../errors/kernel-error.ts'
import { completeId, type PackageContext } from '../resolve/relative-id.ts'
import { type Dict, hasOwn, isDict, RESERVED_KEYS } from '../values.ts'
import { type Path, parsePath } from './path.ts'

/** How a value of `in` is made (engine.md 1.4). */
export type ValuePlan =
  | { readonly op: 'const'; readonly value: unknown }
  | { readonly op: 'state'; readonly path: Path }
  | { readonly op: 'slot'; readonly path: Path }
  /** `$env.`, `$globals.` and `$run.` */
  | { readonly op: 'root'; readonly root: 'env' | 'globals' | 'run'; readonly path: Path }
  /** The whole state. */
  | { readonly op: 'whole' }
  | { readonly op: 'array'; readonly items: readonly ValuePlan[] }
  | { readonly op: 'object'; readonly entries: ReadonlyArray<readonly [string, ValuePlan]> }

/** How a value of `out` is found in the result (engine.md 1.8). */
export type SelectorPlan =
  | { readonly op: 'result' }
  | { readonly op: 'field'; readonly name: string; readonly path?: Path }
  | { readonly op: 'const'; readonly value: unknown }
  | { readonly op: 'template'; readonly entries: ReadonlyArray<readonly [string, SelectorPlan]> }
  | { readonly op: 'list'; readonly items: readonly SelectorPlan[] }

export interface SpreadPlan<Source> {
  readonly source: Source
  readonly pick?: readonly string[]
  readonly optional: boolean
}

export interface Entry<Plan> {
  readonly key: string
  readonly plan: Plan
  /** Left out when the value is absent or null. */
  readonly optional: boolean
}

/** Where `collectPath` looks after each turn of a loop. */
export type CollectPlan =
  | { readonly op: 'state'; readonly path: Path }
  | { readonly op: 'slot'; readonly path: Path }
  | { readonly op: 'whole' }
  | { readonly op: 'nothing' }

export interface StepPlan {
  readonly call: string
  /** Pointer inside its document: `/compose/0/slots/body/2`. */
  readonly path: string
  readonly at?: readonly [number, number]
  readonly inSpreads: readonly SpreadPlan<ValuePlan>[]
  readonly in: readonly Entry<ValuePlan>[]
  readonly outSpreads: readonly SpreadPlan<SelectorPlan>[]
  readonly out: readonly Entry<SelectorPlan>[]
  readonly slots: Readonly<Record<string, readonly StepPlan[]>>
  readonly collect?: CollectPlan
  /** `collectPath` as written, for logs. */
  readonly collectText?: string
}

export interface Plan {
  readonly steps: readonly StepPlan[]
  readonly file?: string
}

/**
 * Compiles a composition.
 *
 * @param context of the package the composition belongs to; relative ids need it.
 * @param pointer Where its steps stand in their document. Default `/compose`.
 * @throws {KernelError} `invalid_compose` when a step writes a reserved key.
 */
export function compilePlan(composition: Composition, context?: PackageContext, pointer = '/compose'): Plan {
  const steps = compileSteps(composition.steps, pointer, context)
  return composition.file === undefined ? { steps } : { steps, file: composition.file }
}

function compileSteps(steps: readonly Step[], pointer: string, context: PackageContext | undefined): StepPlan[] {
  return steps.map((step, index) => compileStep(step, `${pointer}/${index}`, context))
}

function compileStep(step: Step, path: string, context: PackageContext | undefined): StepPlan {
  const slots: Record<string, StepPlan[]> = {}
  for (const name of Object.keys(step.slots)) {
    slots[name] = compileSteps(step.slots[name]!, `${path}/slots/${name}`, context)
  }
  return {
    call: completeId(step.call, context),
    path,
    ...(step.at === undefined ? {} : { at: step.at }),
    inSpreads: spreadsOf(step.in).map((spread) => ({ ...spread, source: planValue(spread.source) })),
    in: entriesOf(step.in, path, (key, value) => planInput(key, value)),
    outSpreads: spreadsOf(step.out).map((spread) => ({ ...spread, source: planSpreadSelector(spread.source) })),
    out: entriesOf(step.out, path, (_key, value) => planSelector(value)),
    slots,
    ...(step.collectPath === undefined
      ? {}
      : { collect: planCollect(step.collectPath), collectText: step.collectPath }),
  }
}

const SPREADS = '__lcod_spreads__'
const OPTIONAL = '__lcod_optional__'

function spreadsOf(map: Dict): SpreadPlan<unknown>[] {
  const spreads = map[SPREADS]
  if (!Array.isArray(spreads)) return []
  return spreads.filter(isDict).map((spread) => ({
    source: spread['source'],
    ...(Array.isArray(spread['pick']) ? { pick: spread['pick'].map(String) } : {}),
    optional: spread['optional'] === true,
  }))
}

function entriesOf<Plan>(map: Dict, path: string, plan: (key: string, value: unknown) => Plan): Entry<Plan>[] {
  return Object.keys(map)
    .filter((key) => key !== SPREADS)
    .map((key) => {
      if (RESERVED_KEYS.has(key)) {
        throw new KernelError('invalid_compose', `Invalid compose step at ${path}: the key "${key}" is reserved`)
      }
      const value = map[key]
      const optional = isDict(value) && Boolean(value[OPTIONAL])
      return { key, plan: plan(key, optional ? (value as Dict)['value'] : value), optional }
    })
}

function planInput(key: string, value: unknown): ValuePlan {
  return key === 'bindings' ? { op: 'const', value } : planValue(key === 'streams' ? protectTargets(value) : value)
}

const LITERAL = Symbol('literal')

/** `streams[].target` names a place in a state to come: it is not a reference (engine.md 1.11). */
function protectTargets(streams: unknown): unknown {
  if (!Array.isArray(streams)) return streams
  return streams.map((stream) =>
    isDict(stream) && typeof stream['target'] === 'string'
      ? { ...stream, target: { [LITERAL]: stream['target'] } }
      : stream,
  )
}

/** The rules of engine.md 1.4, in their order. */
export function planValue(value: unknown): ValuePlan {
  if (typeof value === 'string') return planString(value)
  if (Array.isArray(value)) return { op: 'array', items: value.map((item) => planValue(item)) }
  if (!isDict(value)) return { op: 'const', value }
  if (LITERAL in value) return { op: 'const', value: (value as { [LITERAL]: unknown })[LITERAL] }
  if (value[OPTIONAL]) return planValue(value['value'])
  const keys = Object.keys(value)
  if (keys.length === 1) {
    if (keys[0] === '__lcod_state__' || keys[0] === '__lcod_input__') return { op: 'whole' }
    if (keys[0] === '__lcod_literal__') return { op: 'const', value: value['__lcod_literal__'] }
  }
  if (hasOwn(value, 'call') && typeof value['call'] === 'string') return { op: 'const', value }
  return { op: 'object', entries: keys.map((key) => [key, planInput(key, value[key])] as const) }
}

function planString(text: string): ValuePlan {
  if (text.startsWith('$.')) return { op: 'state', path: parsePath(text.slice(2)) }
  if (text.startsWith('$slot.')) return { op: 'slot', path: parsePath(text.slice(6)) }
  const root = /^\$(env|globals|run)\.(.*)$/s.exec(text)
  if (root !== null) return { op: 'root', root: root[1] as 'env' | 'globals' | 'run', path: parsePath(root[2]!) }
  if (text === '__lcod_state__') return { op: 'whole' }
  return { op: 'const', value: text === '__lcod_result__' ? null : text }
}

function planSpreadSelector(source: unknown): SelectorPlan {
  if (typeof source === 'string' && source.startsWith('$.')) {
    return { op: 'field', name: source, path: parsePath(source.slice(2)) }
  }
  return { op: 'result' }
}

function planSelector(selector: unknown): SelectorPlan {
  if (typeof selector === 'string') {
    if (selector === '$' || selector === '__lcod_result__') return { op: 'result' }
    return selector.startsWith('$.')
      ? { op: 'field', name: selector, path: parsePath(selector.slice(2)) }
      : { op: 'field', name: selector }
  }
  if (Array.isArray(selector)) return { op: 'list', items: selector.map(planSelector) }
  if (isDict(selector)) {
    return { op: 'template', entries: Object.keys(selector).map((key) => [key, planSelector(selector[key])] as const) }
  }
  return { op: 'const', value: selector }
}

function planCollect(text: string): CollectPlan {
  if (text === '$') return { op: 'whole' }
  if (text.startsWith('$.')) return { op: 'state', path: parsePath(text.slice(2)) }
  if (text.startsWith('$slot.')) return { op: 'slot', path: parsePath(text.slice(6)) }
  return { op: 'nothing' }
}

/** SHA-256 (hex) of what a plan does: the same for the same compose on any host, whatever its file and layout. */
export function planHash(plan: Plan): string {
  const text = JSON.stringify(plan.steps.map(withoutPositions))
  return bytesToHex(sha256(new TextEncoder().encode(text)))
}

function withoutPositions(step: StepPlan): StepPlan {
  const { at: _at, ...rest } = step
  const slots = Object.entries(step.slots).map(([name, steps]) => [name, steps.map(withoutPositions)] as const)
  return { ...rest, slots: Object.fromEntries(slots) }
}
