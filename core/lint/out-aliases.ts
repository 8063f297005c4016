import type { Step } from '../compose/composition.ts'
import { isDict, own } from '../values.ts'

/** An entry of `out`: the state key and what of the result it takes. */
export interface OutAlias {
  readonly key: string
  readonly selector: unknown
  /** Written `key?`: left alone when the result has no such field. */
  readonly optional: boolean
}

/** The entries of a step's `out`, without its spreads. */
export function outAliases({ out }: Step): OutAlias[] {
  return Object.entries(out)
    .filter(([key]) => key !== '__lcod_spreads__')
    .map(([key, value]) => {
      const optional = isDict(value) && own(value, '__lcod_optional__') === true
      return { key, selector: optional ? own(value, 'value') : value, optional }
    })
}

/** The first field that a selector takes of the result: `a` of `a.b` and `$.a.b`; `undefined` for the whole result. */
export function selectedField(selector: unknown): string | undefined {
  if (typeof selector !== 'string' || selector === '$' || selector.startsWith('__lcod_')) return undefined
  return /^(?:\$\.)?([^.[\]]+)/.exec(selector)?.[1]
}
