import { expect, test } from 'vitest'
import { reportItems } from './report-items.ts'

const item = (name: string, fault?: string) => ({ name, run: async () => fault })

test('reportItems() writes a line for each item and a count, and goes on after a failure', async () => {
  const lines: string[] = []
  const throwing = {
    name: 'c',
    async run(): Promise<undefined> {
      throw new Error('boom')
    },
  }
  const all = [item('a'), item('b', 'two\nlines\n'), throwing, item('d')]
  expect(await reportItems(all, (line) => lines.push(line))).toBe(false)
  expect(lines).toEqual(['ok    a', 'FAIL  b: two\n      lines', 'FAIL  c: boom', 'ok    d', '2 of 4 passed'])
})

test('reportItems() passes only when something ran and nothing failed', async () => {
  const lines: string[] = []
  expect(await reportItems([item('a')], (line) => lines.push(line))).toBe(true)
  expect(await reportItems([], (line) => lines.push(line))).toBe(false)
  expect(lines).toEqual(['ok    a', '1 of 1 passed', '0 of 0 passed'])
})
