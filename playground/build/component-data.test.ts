import { expect, test } from 'vitest'
import { standardComponents } from '../../core/standard-components.ts'
import { PARTS } from '../src/worker/parts/parts.ts'
import { componentData } from './component-data.ts'

test('componentData() describes every component of the kernel, and what it describes is in its part', async () => {
  const described = await componentData()
  expect(described.map(({ id }) => id)).toEqual(standardComponents.map(({ id }) => id))
  for (const [index, { part, ...info }] of described.entries()) {
    expect(standardComponents[index]).toMatchObject(info)
    if (part !== undefined) expect(await PARTS[part]?.()).toContain(standardComponents[index])
  }
})

test('componentData() tells the editor what is refused, as the kernel does', async () => {
  const described = await componentData()
  const foreach = described.find(({ id }) => id === 'lcod://flow/foreach@1')
  expect(foreach?.checksInput).toEqual(['list'])
})
