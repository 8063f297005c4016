import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { TransferRow } from './transfer-row.ts'

beforeEach(() => {
  vi.useFakeTimers({ now: 0 })
})
afterEach(() => {
  vi.useRealTimers()
})

/** What the row says after its spinner and its name. */
function details(row: TransferRow, columns = 100): string | undefined {
  return row
    .line(performance.now(), columns)
    ?.slice(2)
    .replace(/^\S+ +/, '')
}

test('TransferRow is not seen before a moment has passed', () => {
  const row = new TransferRow('a.test/x')
  expect(details(row)).toBeUndefined()
  vi.advanceTimersByTime(200)
  expect(details(row)).toBe('waiting for an answer')
})

test('TransferRow shows a bar, a share and sizes when the end is known, and the rate once it can be told', () => {
  const row = new TransferRow('a.test/x')
  vi.advanceTimersByTime(200)
  row.update({ loaded: 0, total: 2_000_000, unit: 'bytes' })
  expect(details(row)).toBe('░░░░░░░░░░░░░░░░░░░░   0 % 0 B of 2.0 MB')
  vi.advanceTimersByTime(1000)
  row.update({ loaded: 500_000, total: 2_000_000, unit: 'bytes' })
  expect(details(row)).toBe('█████░░░░░░░░░░░░░░░  25 % 500 kB of 2.0 MB 500 kB/s')
  row.update({ loaded: 2_000_000, total: 2_000_000, unit: 'bytes' })
  expect(details(row)).toMatch(/^█{20} 100 % 2\.0 MB of 2\.0 MB/)
})

test('TransferRow tells the rate of the last seconds alone', () => {
  const row = new TransferRow('a.test/x')
  vi.advanceTimersByTime(200)
  row.update({ loaded: 0, unit: 'bytes' })
  expect(details(row)).toBe('0 B')
  vi.advanceTimersByTime(2000)
  row.update({ loaded: 8_000_000, unit: 'bytes' })
  expect(details(row)).toBe('8.0 MB 4.0 MB/s')
  vi.advanceTimersByTime(3000)
  expect(details(row)).toBe('8.0 MB 0 B/s')
})

test('TransferRow names the phase of a clone and counts what has no size', () => {
  const row = new TransferRow('/repo')
  vi.advanceTimersByTime(200)
  row.update({ phase: 'Receiving data', loaded: 1500, unit: 'bytes' })
  expect(details(row)).toBe('Receiving data 1.5 kB')
  row.update({ phase: 'Writing files', loaded: 3, total: 12 })
  expect(details(row)).toBe('█████░░░░░░░░░░░░░░░  25 % Writing files 3 of 12')
  row.update({ phase: 'Writing files', loaded: 0, total: 0 })
  expect(details(row)).toBe('Writing files 0')
})

test('TransferRow never passes the end that a server announced', () => {
  const row = new TransferRow('a.test/x')
  vi.advanceTimersByTime(200)
  row.update({ loaded: 30, total: 10, unit: 'bytes' })
  expect(details(row)).toBe(`${'█'.repeat(20)} 100 % 30 B of 10 B`)
})

test('TransferRow keeps the end of a long name, and leaves the bar out where there is no room', () => {
  const row = new TransferRow(`registry.test/${'deep/'.repeat(20)}greet.lcpkg`)
  vi.advanceTimersByTime(200)
  row.update({ loaded: 1, total: 2, unit: 'bytes' })
  const line = row.line(performance.now(), 50)
  expect(line?.slice(2)).toBe('…ep/deep/greet.lcpkg  50 % 1 B of 2 B')
})
