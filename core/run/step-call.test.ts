import { expect, test } from 'vitest'
import { createMemoryHost } from '../../adapters/memory/index.ts'
import { composeFromValue } from '../compose/compose-from-value.ts'
import { createKernel } from '../kernel.ts'
import type { StepPlace } from '../kernel-api.ts'
import { standardComponents } from '../standard-components.ts'
import type { NativeComponent } from './component.ts'

test('StepCall.host is what hostFor gives for the place of the step, also inside components and scripts', async () => {
  const places: StepPlace[] = []
  const asks: NativeComponent = {
    kind: 'native',
    id: 'lcod://demo/asks@1',
    run: (_input, call) => ({ name: call.host.name }),
  }
  const calls: NativeComponent = {
    kind: 'native',
    id: 'lcod://demo/calls@1',
    run: (_input, call) => call.call('lcod://demo/asks@1'),
  }
  const compose = composeFromValue([{ call: 'lcod://demo/asks@1', out: { name: 'name' } }])
  const kernel = createKernel({
    host: createMemoryHost(),
    components: [asks, calls, { kind: 'compose', id: 'lcod://demo/compose@1', composition: compose }],
  })
  const result = await kernel.run(
    composeFromValue([
      { call: 'lcod://demo/compose@1', out: { inner: 'name' } },
      { call: 'lcod://demo/calls@1', out: { detached: 'name' } },
    ]),
    {
      hostFor: (host, place) => {
        places.push(place)
        return { ...host, name: `seen from ${place.path}` }
      },
    },
  )
  expect(result).toEqual({ inner: 'seen from /compose/0!/compose/0', detached: 'seen from /compose/1' })
  expect(places.map((place) => place.call)).toEqual(['lcod://demo/asks@1', 'lcod://demo/asks@1'])
})

test('StepCall.host tells hostFor when the step is cancelled', async () => {
  const cancelled: string[] = []
  const waits: NativeComponent = {
    kind: 'native',
    id: 'lcod://demo/waits@1',
    run: (_input, call) => new Promise((_resolve, reject) => call.host.name === '' || call.onCancel(reject)),
  }
  const kernel = createKernel({ host: createMemoryHost(), components: [...standardComponents, waits] })
  const tasks = [
    { call: 'lcod://flow/if@1', in: { cond: '$slot.item' }, slots: { then: [{ call: 'lcod://demo/waits@1' }] } },
    { call: 'lcod://flow/throw@1', in: { code: 'broken', message: 'It broke' } },
  ]
  const run = kernel.run(
    composeFromValue([{ call: 'lcod://flow/parallel@1', in: { tasks: [true, false] }, slots: { tasks } }]),
    {
      hostFor: (host, { call, onCancel }) => {
        onCancel((error) => cancelled.push(`${call} ${error.code}`))
        return host
      },
    },
  )
  await expect(run).rejects.toMatchObject({ code: 'broken' })
  expect(cancelled).toContain('lcod://demo/waits@1 cancelled')
})
