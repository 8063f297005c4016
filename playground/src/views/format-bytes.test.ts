import { expect, test } from 'vitest'
import { formatBytes } from './format-bytes.ts'

test('formatBytes() keeps amounts short', () => {
  expect([0, 999, 1000, 2_200_000, 120 * 1024 ** 2, 1.5 * 1024 ** 4].map(formatBytes)).toEqual([
    '0 B',
    '999 B',
    '1.0 KB',
    '2.1 MB',
    '120 MB',
    '1.5 TB',
  ])
})
