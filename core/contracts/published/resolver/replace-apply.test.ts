import { expect, test } from 'vitest'
import { runPure } from '../../testing/run-pure.ts'
import { resolverReplaceApply } from './replace-apply.ts'

const apply = (input: Record<string, unknown>) => runPure(resolverReplaceApply, input)

test('resolverReplaceApply() follows aliases to a source', () => {
  const override = { type: 'path', path: 'c' }
  expect(apply({ id: 'a', replaceAlias: { a: 'b', b: 'c' }, replaceSpec: { c: override } })).toEqual({
    targetId: 'c',
    override,
    warnings: [],
  })
})

test('resolverReplaceApply() gives an id that nothing replaces as it is', () => {
  expect(apply({ id: 'a', replaceAlias: null })).toEqual({ targetId: 'a', override: null, warnings: [] })
  expect(apply({})).toEqual({ targetId: null, override: null, warnings: [] })
})

test('resolverReplaceApply() stops at aliases that lead back', () => {
  const warnings = ['Replacement cycle detected: a -> b -> a']
  expect(apply({ id: 'a', replaceAlias: { a: 'b', b: 'a' } })).toEqual({ targetId: 'b', override: null, warnings })
  expect(apply({ id: 'a', visited: ['a', 'b'] })).toEqual({
    targetId: 'a',
    override: null,
    warnings: ['Replacement cycle detected: a -> b -> a'],
  })
})
