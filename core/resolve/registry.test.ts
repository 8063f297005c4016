import { describe, expect, it } from 'vitest'
import type { NativeComponent } from '../run/component.ts'
import { RegistryScope } from './registry.ts'

const make = (id: string, aliases: string[] = []): NativeComponent => ({
  kind: 'native',
  id: `lcod://${id}`,
  aliases: aliases.map((alias) => `lcod://${alias}`),
  run: () => ({}),
})
const found = (scope: RegistryScope, id: string) => scope.resolve(`lcod://${id}`)?.id

describe('RegistryScope.resolve()', () => {
  it('prefers the exact id, then a compatible version of the same major', () => {
    const scope = new RegistryScope(null, {
      components: [make('a/b@1'), make('a/c@1.2.0'), make('a/c@1.10.0'), make('a/c@2.0.0'), make('a/c@1.11.0-rc')],
    })
    expect(found(scope, 'a/b@1.4.2')).toBe('lcod://a/b@1')
    expect(found(scope, 'a/c@1')).toBe('lcod://a/c@1.10.0')
    expect(found(scope, 'a/c@1.2.0')).toBe('lcod://a/c@1.2.0')
    expect(found(scope, 'a/c@1.3.0')).toBeUndefined()
    expect(found(scope, 'a/b@2.0.0')).toBeUndefined()
  })

  it('never matches one 0.y.z by another', () => {
    const scope = new RegistryScope(null, { components: [make('a/b@0.1.0'), make('a/d@0')] })
    expect(found(scope, 'a/b@0.2.0')).toBeUndefined()
    expect(found(scope, 'a/b@0')).toBe('lcod://a/b@0.1.0')
    expect(found(scope, 'a/d@0.1.0')).toBeUndefined()
  })

  it('follows one binding, from the innermost level, before anything registered there', () => {
    const root = new RegistryScope(null, { components: [make('contract/x@1'), make('impl/x@1'), make('impl/y@1')] })
    const bound = new RegistryScope(root, { bindings: [['lcod://contract/x@1', 'lcod://impl/x@1']] })
    const inner = new RegistryScope(bound, { bindings: [['lcod://contract/x@1', 'lcod://impl/y@1']] })
    expect(found(root, 'contract/x@1')).toBe('lcod://contract/x@1')
    expect(found(bound, 'contract/x@1.0.0')).toBe('lcod://impl/x@1')
    expect(found(inner, 'contract/x@1')).toBe('lcod://impl/y@1')
  })

  it('leaves the binding of the log contract to the contract itself', () => {
    const scope = new RegistryScope(null, {
      components: [make('contract/tooling/log@1'), make('impl/sink@1')],
      bindings: [['lcod://contract/tooling/log@1', 'lcod://impl/sink@1']],
    })
    expect(found(scope, 'contract/tooling/log@1.0.0')).toBe('lcod://contract/tooling/log@1')
    expect(scope.binding('lcod://contract/tooling/log@1')).toBe('lcod://impl/sink@1')
  })

  it('an inner component shadows an outer binding', () => {
    const outer = new RegistryScope(null, {
      components: [make('impl/x@1')],
      bindings: [['lcod://contract/x@1', 'lcod://impl/x@1']],
    })
    const inner = new RegistryScope(outer, { components: [make('contract/x@1')] })
    expect(found(inner, 'contract/x@1')).toBe('lcod://contract/x@1')
  })

  it('a binding to nothing fails and names both ends', () => {
    const scope = new RegistryScope(null, { bindings: [['lcod://contract/x@1', 'lcod://impl/none@1']] })
    expect(() => scope.resolve('lcod://contract/x@1')).toThrow(
      expect.objectContaining({
        code: 'implementation_not_registered',
        message: 'Implementation not registered for lcod://contract/x@1: lcod://impl/none@1',
      }),
    )
  })

  it('two bindings onto each other are a cycle', () => {
    const scope = new RegistryScope(null, {
      bindings: [
        ['lcod://a/x@1', 'lcod://a/y@1'],
        ['lcod://a/y@1', 'lcod://a/x@1'],
      ],
    })
    expect(() => scope.resolve('lcod://a/x@1')).toThrow(expect.objectContaining({ code: 'binding_cycle' }))
  })

  it('core/… without contract/ means the contract when nothing else has the id', () => {
    const scope = new RegistryScope(null, { components: [make('contract/core/s/read@1')] })
    expect(found(scope, 'core/s/read@1')).toBe('lcod://contract/core/s/read@1')
  })
})

describe('RegistryScope.register()', () => {
  it('keeps the native meaning of a sealed id and replaces any other', () => {
    const root = new RegistryScope(null, { components: [make('a/native@1')], sealed: true })
    const run = new RegistryScope(root)
    const before = run.epoch
    run.register(make('a/native@1'))
    expect(run.resolve('lcod://a/native@1')).toBe(root.resolve('lcod://a/native@1'))
    const mine = make('a/mine@1')
    run.register(mine)
    expect(run.resolve('lcod://a/mine@1')).toBe(mine)
    expect(root.resolve('lcod://a/mine@1')).toBeUndefined()
    expect(run.epoch).toBeGreaterThan(before)
  })
})

describe('RegistryScope.bind()', () => {
  it('binds in its own level, over what the level has, and tells of everything that counts', () => {
    const root = new RegistryScope(null, {
      components: [make('a/one@1'), make('a/two@1')],
      bindings: [
        ['lcod://c/x@1', 'lcod://a/one@1'],
        ['lcod://c/y@1', 'lcod://a/one@1'],
      ],
    })
    const inner = new RegistryScope(root)
    const before = inner.epoch
    inner.bind([['lcod://c/x@1', 'lcod://a/two@1']])
    expect([found(inner, 'c/x@1'), found(root, 'c/x@1')]).toEqual(['lcod://a/two@1', 'lcod://a/one@1'])
    expect(inner.epoch).toBeGreaterThan(before)
    expect(Object.fromEntries(inner.bindings())).toEqual({
      'lcod://c/x@1': 'lcod://a/two@1',
      'lcod://c/y@1': 'lcod://a/one@1',
    })
  })
})
