import { expect, test } from 'vitest'
import { standardComponents } from '../../../core/standard-components.ts'
import { stepKinds } from './step-kinds.ts'

test('stepKinds() tells scripts and computing apart', () => {
  const kindOf = stepKinds(standardComponents)
  expect(kindOf('lcod://tooling/script@1')).toBe('script')
  expect(kindOf('lcod://contract/core/fs/read-file@1')).toBe('computing')
  expect(kindOf('lcod://impl/set@1')).toBe('computing')
  expect(kindOf('lcod://demo/own@1')).toBe('computing')
})
