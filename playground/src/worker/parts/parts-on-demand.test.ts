import { describe, expect, test } from 'vitest'
import { createMemoryHost } from '../../../../adapters/memory/index.ts'
import { createBareKernel } from '../../../../core/bare-kernel.ts'
import { parseCompose } from '../../../../core/compose/parse-compose.ts'
import { flowOperators } from '../../../../core/flow/index.ts'
import type { Component } from '../../../../core/resolve/registry.ts'
import type { NativeComponent } from '../../../../core/run/component.ts'
import { PartsOnDemand } from './parts-on-demand.ts'

const native = (id: string, aliases: string[] = []): NativeComponent => ({
  kind: 'native',
  id,
  aliases,
  run: (input) => ({ by: id, input }),
})

const SHOP = native('lcod://contract/core/shop/vat@1', ['lcod://shop/vat@1'])
const WRAPPED = native('lcod://core/shop/vat@0.1.0')
const HOSTING = native('lcod://env/host@1')

function onDemand() {
  const loads: string[] = []
  const load = (name: string, components: readonly Component[]) => async () => {
    loads.push(name)
    return components
  }
  const parts = new PartsOnDemand({
    described: [
      ...flowOperators,
      { id: SHOP.id, aliases: SHOP.aliases ?? [], part: 'core' },
      { id: WRAPPED.id, part: 'published' },
      { id: HOSTING.id, part: 'hosting' },
    ],
    present: flowOperators,
    parts: {
      core: load('core', [SHOP]),
      published: load('published', [WRAPPED]),
      hosting: load('hosting', [HOSTING]),
    },
  })
  const run = (text: string) => {
    const kernel = createBareKernel({ host: createMemoryHost(), components: parts.components })
    return kernel.run(parseCompose(text, { file: 'compose.yaml' }).composition!)
  }
  return { parts, loads, run }
}

const CALL = 'compose: [{ call: "lcod://env/host@1", in: { a: 1 }, out: { by: by } }]'

describe('PartsOnDemand', () => {
  test('loads what a text mentions, by any of its names, and nothing else', async () => {
    for (const id of ['contract/core/shop/vat@1', 'contract/core/shop/vat@1.2.0', 'shop/vat@1']) {
      const { parts, loads } = onDemand()
      await parts.loadFor(`compose:\n  - call: lcod://${id}\n  - { call: 'lcod://flow/if@1' }`)
      expect(loads, id).toEqual(['core'])
    }
  })

  test('loads both of what one name can mean', async () => {
    const { parts, loads } = onDemand()
    await parts.loadFor('- call: lcod://core/shop/vat@1')
    expect(loads.sort()).toEqual(['core', 'published'])
  })

  test('answers at once for what was loaded, and loads it once', async () => {
    const { parts, loads, run } = onDemand()
    await parts.loadFor(CALL)
    await parts.loadFor(CALL)
    expect(loads).toEqual(['hosting'])
    expect(await run(CALL)).toEqual({ by: HOSTING.id })
  })

  test('loads by the first call what nothing has mentioned', async () => {
    const { loads, run } = onDemand()
    expect(await run(CALL)).toEqual({ by: HOSTING.id })
    expect(loads).toEqual(['hosting'])
  })

  test('tries again after a part could not be loaded', async () => {
    let isOnline = false
    const parts = new PartsOnDemand({
      described: [{ id: HOSTING.id, part: 'hosting' }],
      present: [],
      parts: { hosting: async () => (isOnline ? [HOSTING] : Promise.reject(new TypeError('No network'))) },
    })
    await expect(parts.loadFor(CALL)).rejects.toThrow('No network')
    isOnline = true
    await parts.loadFor(CALL)
    const kernel = createBareKernel({ host: createMemoryHost(), components: parts.components })
    expect(await kernel.run(parseCompose(CALL, { file: 'a.yaml' }).composition!)).toEqual({ by: HOSTING.id })
  })
})
