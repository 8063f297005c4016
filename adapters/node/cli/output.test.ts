import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ErrorScreen } from './output.ts'

const isTerminal = process.stderr.isTTY
let written = ''

beforeEach(() => {
  vi.useFakeTimers()
  written = ''
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    written += String(text)
    return true
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  process.stderr.isTTY = isTerminal
})

function drawn(env: NodeJS.ProcessEnv, tty: boolean): string {
  process.stderr.isTTY = tty
  const remove = new ErrorScreen(env).addRow({ line: () => 'row' })
  vi.advanceTimersByTime(300)
  remove()
  return written
}

test('ErrorScreen draws rows on a terminal, with or without colours', () => {
  expect(drawn({ NO_COLOR: '1', TERM: 'xterm' }, true)).toContain('row')
})

test.each<[string, NodeJS.ProcessEnv, boolean]>([
  ['a pipe', {}, false],
  ['CI', { CI: 'true' }, true],
  ['a terminal that cannot draw over', { TERM: 'dumb' }, true],
])('ErrorScreen draws no rows on %s', (_, env, tty) => {
  expect(drawn(env, tty)).toBe('')
})

test('ErrorScreen hides rows while something else is written', () => {
  process.stderr.isTTY = true
  const screen = new ErrorScreen({})
  screen.addRow({ line: () => 'row' })
  vi.advanceTimersByTime(100)
  screen.write('warning\n')
  expect(written).toBe('\rrow\u001b[K\u001b[J\r\u001b[Jwarning\n')
  screen.hideRows()
})
