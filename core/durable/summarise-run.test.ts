import { expect, it } from 'vitest'
import { native } from '../testing/run-text.ts'
import { summariseRun } from './summarise-run.ts'
import { DurableKit } from './testing/durable-kit.ts'

it('summariseRun() tells the state of a run and what its journal has', async () => {
  const kit = new DurableKit()
  const summary = async () => summariseRun('job', (await kit.store.read('job')) ?? [])
  const text = 'compose: [{ call: lcod://test/ok@1 }, { call: lcod://test/fail@1 }]'
  const ok = native('ok', () => ({}))
  const fail = native('fail', () => Promise.reject(new Error('down')))

  await kit.runUntilDeath((die) => ({ text, components: [ok, native('fail', die)] }))
  expect(await summary()).toMatchObject({
    id: 'job',
    name: 'durable.yaml',
    state: 'unfinished',
    steps: [{ path: '/compose/0' }],
  })

  await kit.fail({ text, components: [ok, fail] })
  expect(await summary()).toMatchObject({ state: 'failed', code: 'unexpected_error', steps: [{ path: '/compose/0' }] })

  await kit.run({ text, components: [ok, native('fail', () => ({}))] })
  const done = await summary()
  expect(done).toMatchObject({ state: 'done', steps: [{ path: '/compose/0' }, { path: '/compose/1' }] })
  expect(done).not.toHaveProperty('code')
  expect(summariseRun('new', [])).toEqual({ id: 'new', name: '', state: 'unfinished', startedAt: null, steps: [] })
})
