import { expect, test } from 'vitest'
import type { LogEntry } from '../host/log.ts'
import { jsonLogLine, prettyLogLine } from './log-line.ts'

const entry: LogEntry = { level: 'info', message: 'hello', timestamp: '2024-05-06T07:08:09.123Z' }
const hostile = 'a\nb\r\u001b[31mred\u009b2J\u2028\u202e\u0000'

test('jsonLogLine() is one line whatever the entry holds, and means the same', () => {
  const odd = { ...entry, message: hostile, data: { [hostile]: hostile } }
  const line = jsonLogLine(odd)
  expect(line).toMatch(/^[\x20-\x7e]*$/)
  expect(JSON.parse(line)).toEqual(odd)
})

test('jsonLogLine() keeps an entry whose data cannot be written', () => {
  const data: Record<string, unknown> = {}
  data['self'] = data
  expect(JSON.parse(jsonLogLine({ ...entry, data }))).toMatchObject({
    message: 'hello',
    data: { unserialisable: expect.any(String) },
  })
})

test('prettyLogLine() shows time, level, logger, message and the rest', () => {
  expect(
    prettyLogLine({
      ...entry,
      level: 'warn',
      data: { n: 1, text: 'two words', list: [1] },
      error: { message: 'broken', type: 'E', stack: 'at x\nat y' },
      tags: { logger: 'app.db', component: 'kernel', user: 'ada' },
    }),
  ).toBe('07:08:09.123 WARN  app.db hello broken n=1 text="two words" list=[1] type=E user=ada\n    at x\n    at y')
  expect(prettyLogLine(entry, { colour: true })).toBe('\u001b[2m07:08:09.123\u001b[0m \u001b[36mINFO \u001b[0m hello')
})

test('prettyLogLine() escapes what could steer a terminal or forge a line', () => {
  const line = prettyLogLine({ ...entry, message: hostile, data: { [hostile]: hostile }, tags: { logger: hostile } })
  expect(line).toMatch(/^[\x20-\x7e]*$/)
  expect(line).toContain('a\\nb\\u000d\\u001b[31mred\\u009b2J\\u2028\\u202e\\u0000')
})

test('prettyLogLine() shows a message and a logger that are no texts', () => {
  const odd = { toString: false }
  const tags = { logger: 5 }
  expect(prettyLogLine({ ...entry, error: { message: odd }, tags })).toContain('5 hello {"toString":false}')
})
