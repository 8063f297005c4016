import { KernelError } from '../../errors/kernel-error.ts'
import { MAX_VALUE_DEPTH, ValueWalk } from '../../value-limits.ts'
import { type Dict, isAbsent, isDict, setOwn } from '../../values.ts'
import { defineContract } from '../define-contract.ts'

/**
 * Writes an object as TOML text. TOML has no null: keys and items that hold null are left out.
 *
 * @returns empty text for an empty or absent object.
 * @throws {KernelError} `invalid_input` when `value` is no object or holds what TOML cannot say; `value_too_deep`;
 * `value_too_large`.
 * Spec: contracts.md 2.1 `axiom/toml/stringify`.
 */
export const axiomTomlStringify = defineContract<{ value: Dict }>({
  id: 'lcod://axiom/toml/stringify@1',
  summary: 'Writes an object as TOML text.',
  input: { type: 'object', properties: { value: { type: 'object', default: {}, description: 'The document' } } },
  output: {
    type: 'object',
    required: ['text'],
    properties: { text: { type: 'string', description: 'TOML text' } },
  },
  example: { input: { value: { a: 1000, b: { c: ['x', null] } } }, output: { text: 'a = 1000\n\n[b]\nc = [ "x" ]\n' } },
  async run({ value }) {
    const document = withoutNulls(value, 0, new ValueWalk())
    // Loaded by the first TOML only: most runs have none.
    const { stringify } = await import('smol-toml')
    try {
      const text = stringify(document, { maxDepth: MAX_VALUE_DEPTH + 1 })
      // The library ends every document with a line end, the empty one too.
      return { text: text === '\n' ? '' : text }
    } catch (cause) {
      throw new KernelError('invalid_input', `value cannot be written as TOML: ${reasonOf(cause)}`, { cause })
    }
  },
})

function withoutNulls(value: unknown, depth: number, walk: ValueWalk): unknown {
  if (Array.isArray(value)) {
    walk.enter(depth, value.length)
    return value.filter((item) => !isAbsent(item)).map((item) => withoutNulls(item, depth + 1, walk))
  }
  if (!isDict(value)) return value
  const keys = Object.keys(value)
  walk.enter(depth, keys.length)
  const result: Dict = {}
  for (const key of keys) {
    if (!isAbsent(value[key])) setOwn(result, key, withoutNulls(value[key], depth + 1, walk))
  }
  return result
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
