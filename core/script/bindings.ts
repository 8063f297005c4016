import { type Path, parsePath, readPath, readPathIn } from '../run/path.ts'
import { type Dict, isDict, own, setOwn } from '../values.ts'

/** One entry of `bindings`: a value, or where to read one. */
export type Binding =
  | { readonly name: string; readonly value: unknown }
  | {
      readonly name: string
      /** Inside the state; `undefined` for the whole of it. */
      readonly path: Path | undefined
      /** The path again when it starts with `$slot.`: used where there is no state of the script's own. */
      readonly slotPath: Path | undefined
      readonly fallback: unknown
    }

/** What binding paths read when the step gives no state of its own. */
export interface Surroundings {
  readonly state: { get(key: string): unknown; toObject(): Dict }
  readonly slotVars: Dict
}

/**
 * Prepares the `bindings` of a script: a `value` wins over a `path`; entries that are neither objects nor have one of
 * the two are left out.
 *
 * Spec: engine.md 6.3.
 */
export function prepareBindings(bindings: object): readonly Binding[] {
  if (Array.isArray(bindings)) return []
  return Object.entries(bindings).flatMap(([name, descriptor]): Binding[] => {
    if (!isDict(descriptor)) return []
    const value = own(descriptor, 'value')
    if (value !== undefined) return [{ name, value }]
    const path = own(descriptor, 'path')
    const fallback = own(descriptor, 'default')
    if (typeof path !== 'string') return fallback === undefined ? [] : [{ name, value: fallback }]
    return [{ name, path: pathOf(path), slotPath: slotPathOf(path), fallback }]
  })
}

function pathOf(text: string): Path | undefined {
  if (text === '$') return undefined
  return toPath(text.startsWith('$.') ? text.slice(2) : text)
}

function slotPathOf(text: string): Path | undefined {
  return text.startsWith('$slot.') ? toPath(text.slice('$slot.'.length)) : undefined
}

/** Empty segments do not count. */
function toPath(text: string): Path {
  const segments = text.split('.').filter((segment) => segment !== '')
  return parsePath(segments.join('.'))
}

/** Reads the bindings from the script's own state. Names without a value are left out. */
export function readBindings(bindings: readonly Binding[], state: unknown): Dict {
  return collect(bindings, (binding) => (binding.path === undefined ? state : readPathIn(state, binding.path)))
}

/** Reads the bindings from what surrounds the step. */
export function readOuterBindings(bindings: readonly Binding[], { state, slotVars }: Surroundings): Dict {
  return collect(bindings, ({ path, slotPath }) => {
    if (slotPath !== undefined) return readPathIn(slotVars, slotPath)
    return path === undefined ? state.toObject() : readPath(state, path)
  })
}

function collect(
  bindings: readonly Binding[],
  read: (binding: Extract<Binding, { readonly path: unknown }>) => unknown,
): Dict {
  const values: Dict = {}
  for (const binding of bindings) {
    let value = 'value' in binding ? binding.value : read(binding)
    if (value === undefined && 'fallback' in binding) value = binding.fallback
    if (value !== undefined) setOwn(values, binding.name, value)
  }
  return values
}
