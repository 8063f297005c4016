import type { Component } from '../../core/resolve/registry.ts'
import { type Dict, isDict } from '../../core/values.ts'

/** The call that a contract shows in its own file; `undefined` for components that are shown by a case instead. */
export function componentExample(component: Component): { readonly input: Dict; readonly output: unknown } | undefined {
  const example: unknown = 'example' in component ? component.example : undefined
  if (!isDict(example) || !isDict(example['input']) || !('output' in example)) return undefined
  return { input: example['input'], output: example['output'] }
}
