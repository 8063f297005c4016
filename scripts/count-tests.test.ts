import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'lcod-count-'))
afterAll(() => rmSync(folder, { recursive: true }))

function count(report: object | undefined, status: number): { line: string; exit: number | null } {
  const file = join(folder, `${Math.random()}.json`)
  if (report !== undefined) writeFileSync(file, JSON.stringify(report))
  const { stdout, status: exit } = spawnSync(process.execPath, ['scripts/count-tests.js', file, String(status)], {
    encoding: 'utf8',
  })
  return { line: stdout, exit }
}

const report = (numPassedTests: number, numFailedTests: number, testResults: object[] = []) => ({
  numPassedTests,
  numFailedTests,
  testResults,
})

test('count-tests counts what the report says', () => {
  expect(count(report(7, 0), 0)).toEqual({ line: '7 passed, 0 failed\n', exit: 0 })
  expect(count(report(5, 2), 1)).toEqual({ line: '5 passed, 2 failed\n', exit: 1 })
})

test('count-tests counts files that could not be loaded, and other failures, as failed', () => {
  const unloaded = { status: 'failed', assertionResults: [] }
  expect(count(report(5, 0, [unloaded]), 1)).toEqual({ line: '5 passed, 1 failed\n', exit: 1 })
  expect(count(report(5, 0), 2)).toEqual({ line: '5 passed, 1 failed\n', exit: 2 })
})

test('count-tests fails without a report and without tests', () => {
  expect(count(undefined, 0)).toEqual({ line: '0 passed, 1 failed\n', exit: 1 })
  expect(count(report(0, 0), 0).exit).toBe(1)
})
