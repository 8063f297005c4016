import { describe, expect, test } from 'vitest'
import { createQuickJsScripts } from '../../adapters/quickjs/index.ts'
import { loadQuickJsModule } from '../../adapters/quickjs/load-node.ts'
import { collectGarbage } from '../../bench/collect-garbage.ts'
import { HOSTILE, runHostile } from './hostile-runs.ts'

const scripts = createQuickJsScripts({ module: loadQuickJsModule, poolPages: 256 })

describe('runHostile()', () => {
  test.each(HOSTILE.map(({ ending, source }, index) => [source.slice(0, 60), ending, index] as const))(
    '%s ends with %s',
    async (_, ending, index) => {
      expect(await runHostile(scripts, index)).toBe(ending)
    },
  )

  test('leaves no memory behind', async () => {
    const round = async () => {
      for (let index = 0; index < 20; index++) await runHostile(scripts, index)
      await collectGarbage()
      const { external, arrayBuffers } = process.memoryUsage()
      return external + arrayBuffers
    }
    await round()
    const before = await round()
    for (let again = 0; again < 2; again++) await round()
    // One instance is at least 16 MiB: not one of 60 may be left.
    expect((await round()) - before).toBeLessThan(16 * 1024 * 1024)
  }, 120_000)

  test('disturbs no other run that goes on at the same time', async () => {
    const other = await scripts.open({
      clock: { now: () => 0, monotonic: () => 0 },
      random: { bytes: (length) => new Uint8Array(length) },
      env: {},
      cwd: '/',
      memoryPages: 256,
    })
    const request = {
      source: '({ state }) => state.n + 1',
      tools: [],
      config: '{}',
      imports: {},
      limits: { timeoutMs: 1000 },
    }
    const host = { call: async () => '1', runSlot: async () => '1', console: () => {} }
    for (let index = 0; index < HOSTILE.length; index++) {
      const scope = JSON.stringify({ state: { n: index } })
      const [, outcome] = await Promise.all([runHostile(scripts, index), other.run({ ...request, scope }, host)])
      expect(outcome).toMatchObject({ ok: true, value: String(index + 1) })
    }
    other.dispose()
  })
})
