import { describe, expect, it } from 'vitest'
import { completeId } from './relative-id.ts'

const context = { basePath: 'demo/pkg', version: '0.2.0', aliasMap: { internal: 'int', root: '' } }

describe('completeId()', () => {
  it.each([
    ['internal/thing', 'lcod://demo/pkg/int/thing@0.2.0'],
    ['./other/thing', 'lcod://demo/pkg/other/thing@0.2.0'],
    ['internal/thing@1.5.0', 'lcod://demo/pkg/int/thing@1.5.0'],
    ['root/thing', 'lcod://demo/pkg/thing@0.2.0'],
    ['lcod://a/b@1', 'lcod://a/b@1'],
    ['tooling/registry/scope@1', 'lcod://tooling/registry/scope@1'],
    ['tooling/mine', 'lcod://demo/pkg/tooling/mine@0.2.0'],
    ['constructor/x', 'lcod://demo/pkg/constructor/x@0.2.0'],
  ])('completes %s to %s', (id, full) => {
    expect(completeId(id, context)).toBe(full)
  })

  it('leaves relative ids alone outside a package, except the reserved roots', () => {
    expect(completeId('internal/thing', undefined)).toBe('internal/thing')
    expect(completeId('flow/if@1', undefined)).toBe('lcod://flow/if@1')
  })
})
