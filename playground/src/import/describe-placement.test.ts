import { expect, test } from 'vitest'
import { describePlacement } from './describe-placement.ts'

test('describePlacement() tells where things are, and what was left out or renamed', () => {
  const files = new Map([
    ['/a/x', 0],
    ['/a/y-2', 0],
  ])
  expect(describePlacement({ files, unsafe: [], renamed: [] })).toBe('Imported 2 files in /a')
  expect(describePlacement({ files, unsafe: ['../x'], renamed: ['/a/y-2'] })).toBe(
    'Imported 2 files in /a; left out 1 path that would leave the workspace; renamed 1 file whose name another one has',
  )
  const withFolder = new Map([...files, ['/a/z/', 0]])
  expect(describePlacement({ files: withFolder, unsafe: [], renamed: [] })).toBe(
    'Imported 2 files and 1 empty folder in /a',
  )
  expect(describePlacement({ files: new Map(), unsafe: ['../x'], renamed: [] })).toMatch(/^Nothing was imported; left/)
})
