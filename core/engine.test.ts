import { expect, it } from 'vitest'
import { createMemoryHost } from '../adapters/memory/index.ts'
import { composeFromValue, createBareKernel, flowOperators } from './engine.ts'

it('createBareKernel() knows what it is given and nothing else', async () => {
  const kernel = createBareKernel({ host: createMemoryHost(), components: flowOperators })
  const loop = { call: 'lcod://flow/foreach@1', in: { list: [1, 2] }, slots: [], out: { all: 'results' } }
  expect(await kernel.run(composeFromValue([loop]))).toEqual({ all: [1, 2] })
  await expect(kernel.run(composeFromValue([{ call: 'lcod://impl/set@1' }]))).rejects.toMatchObject({
    code: 'component_not_found',
  })
})
