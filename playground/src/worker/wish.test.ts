import { expect, test } from 'vitest'
import { widen } from './wish.ts'

test('widen() adds what is wanted to what was granted, and nothing to what is granted whole', () => {
  const wish = { kind: 'read', target: '/b' } as const
  expect(widen({ read: ['/a'], net: ['x'] }, wish)).toEqual({ read: ['/a', '/b'], net: ['x'] })
  expect(widen({ read: false }, wish)).toEqual({ read: ['/b'] })
  expect(widen({ read: true }, wish)).toEqual({ read: true })
})
