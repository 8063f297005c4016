import { joinShapes, type Shape } from './shape.ts'
import type { Field, Signature } from './signature.ts'
import type { StateScope } from './state-scope.ts'

/** What a step gives back, as its `out` sees it. */
export interface ResultView {
  /** The field, when it is known to be there. */
  field(name: string): { readonly shape: Shape; readonly summary?: string } | undefined
  names(): Iterable<string>
  /** Whether there may be fields that nothing tells of. */
  readonly isOpen: boolean
}

/** The result that a signature promises, some fields known better from the step itself. */
export function resultOfSignature(signature: Signature, better: ReadonlyMap<string, Shape> = new Map()): ResultView {
  const { outputs, openOutputs } = signature
  return {
    isOpen: openOutputs,
    names: () => outputs.keys(),
    field(name) {
      const field: Field | undefined = outputs.get(name)
      const shape = better.get(name)
      return field === undefined || shape === undefined ? field : { ...field, shape }
    },
  }
}

/** The result of an operator that ends with the state of one of its slots. */
export function resultOfScopes(scopes: readonly StateScope[]): ResultView {
  return {
    isOpen: scopes.some((scope) => scope.isOpen),
    names: () => new Set(scopes.flatMap((scope) => Array.from(scope.entries(), (entry) => entry.key))),
    field(name) {
      const entries = scopes.flatMap((scope) => scope.get(name) ?? [])
      const [first, ...others] = entries
      if (first === undefined) return undefined
      return { shape: others.reduce<Shape>((shape, entry) => joinShapes(shape, entry.shape), first.shape) }
    },
  }
}

/** A result with exactly these fields. */
export function resultOfFields(fields: ReadonlyMap<string, Shape>, isOpen: boolean): ResultView {
  return {
    isOpen,
    names: () => fields.keys(),
    field: (name) => (fields.has(name) ? { shape: fields.get(name) } : undefined),
  }
}

/** Nothing is known of it. */
export const unknownResult: ResultView = resultOfFields(new Map(), true)
