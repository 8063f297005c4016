import { describe, expect, it } from 'vitest'
import { clockPortSuite } from '../../conformance/ports/clock.ts'
import { filesPortSuite } from '../../conformance/ports/files.ts'
import { randomPortSuite } from '../../conformance/ports/random.ts'
import { collectBytes } from '../../core/bytes/collect-bytes.ts'
import { createSteppingClock, createTimerClock } from './memory-clock.ts'
import { createMemoryFiles } from './memory-files.ts'
import { createMemoryHost } from './memory-host.ts'
import { createMemoryRandom } from './memory-random.ts'

describe('createMemoryFiles() as a files port', () => {
  const suite = filesPortSuite({
    make: async () => ({ files: createMemoryFiles({ cwd: '/work/dir' }), root: '/work/dir' }),
    makeSmall: async (quota) => ({ files: createMemoryFiles({ quota }), root: '/work' }),
  })
  it.each(suite)('$name', ({ run }) => run())
})

describe('createTimerClock() as a clock port', () => {
  it.each(clockPortSuite(createTimerClock))('$name', ({ run }) => run())
})

describe('createMemoryRandom() as a random port', () => {
  it.each(randomPortSuite(createMemoryRandom))('$name', ({ run }) => run())
  it.each(randomPortSuite(() => createMemoryRandom(42)))('seeded: $name', ({ run }) => run())

  it('repeats itself for the same seed only', () => {
    const draw = (seed: number) => [...createMemoryRandom(seed).bytes(32)]
    expect(draw(1)).toEqual(draw(1))
    expect(draw(1)).not.toEqual(draw(2))
  })
})

describe('createMemoryFiles()', () => {
  it('starts with the given files, relative ones in the working directory, and shows them', () => {
    const files = createMemoryFiles({ files: { 'a/b.txt': 'x', '/etc/c': Uint8Array.of(1) }, cwd: '/home/me' })
    expect([...files.snapshot()].map(([path, data]) => [path, [...data]])).toEqual([
      ['/etc/c', [1]],
      ['/home/me/a/b.txt', [120]],
    ])
  })

  it('gives freed space back to the quota', async () => {
    const files = createMemoryFiles({ quota: 10 })
    await files.write('/work/a', new Uint8Array(10))
    await expect(files.write('/work/b', new Uint8Array(1))).rejects.toMatchObject({ code: 'ENOSPC' })
    await files.remove('/work/a')
    await files.write('/work/b', new Uint8Array(6))
    await files.write('/work/c', new Uint8Array(4))
    await files.rename('/work/b', '/work/c')
    await files.write('/work/d', new Uint8Array(4))
    await expect(files.write('/work/e', new Uint8Array(1))).rejects.toMatchObject({ code: 'ENOSPC' })
  })
})

describe('createSteppingClock()', () => {
  it('runs timers in order, each at its own time', async () => {
    const clock = createSteppingClock(1000)
    const seen: string[] = []
    clock.after(20, () => seen.push(`b ${clock.now()}`))
    clock.after(10, () => {
      seen.push(`a ${clock.now()}`)
      clock.after(5, () => seen.push(`nested ${clock.monotonic()}`))
    })
    clock.after(50, () => seen.push('too late'))
    await clock.advance(20)
    expect(seen).toEqual(['a 1010', 'nested 15', 'b 1020'])
    expect([clock.now(), clock.pending]).toEqual([1020, 1])
  })
})

describe('createMemoryHost()', () => {
  it('answers HTTP from its table, in turn, and remembers the requests', async () => {
    const { http } = createMemoryHost({
      http: [
        { url: 'https://a/x', status: 503 },
        { url: 'https://a/x', body: ['one ', 'two'], headers: { 'Set-Cookie': ['a', 'b'] } },
        { url: 'https://a/down', fail: 'ECONNREFUSED' },
        { url: 'https://a/x', method: 'HEAD', body: 'not sent' },
      ],
    })
    const send = (url: string, method = 'GET') => http.send({ url, method, headers: [] })
    expect((await send('https://a/x')).status).toBe(503)
    const answer = await send('https://a/x')
    expect(answer.headers).toEqual([
      ['set-cookie', 'a'],
      ['set-cookie', 'b'],
    ])
    expect(new TextDecoder().decode(await collectBytes(answer.body))).toBe('one two')
    expect((await send('https://a/x')).status).toBe(200)
    expect((await collectBytes((await send('https://a/x', 'HEAD')).body)).length).toBe(0)
    await expect(send('https://a/down')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    await expect(send('https://b/')).rejects.toMatchObject({ code: 'ENOTFOUND' })
    expect(http.requests).toHaveLength(6)
  })

  it('answers late by its clock, unless it is cancelled', async () => {
    const clock = createSteppingClock()
    const { http } = createMemoryHost({ clock, http: [{ url: 'https://a/', delayMs: 100 }] })
    const controller = new AbortController()
    const request = { url: 'https://a/', method: 'GET', headers: [] }
    const cancelled = expect(http.send({ ...request, signal: controller.signal })).rejects.toMatchObject({
      code: 'cancelled',
    })
    const answered = http.send(request)
    controller.abort()
    await cancelled
    await clock.advance(100)
    expect((await answered).status).toBe(200)
  })

  it('keeps logs, fixes the time, and shares nothing with another host', () => {
    const host = createMemoryHost({ now: 5, env: { A: '1' } })
    host.log.write({ level: 'info', message: 'm', timestamp: 't' })
    expect(host.logs).toHaveLength(1)
    expect(createMemoryHost().logs).toHaveLength(0)
    expect(host.clock.now()).toBe(5)
    expect([host.env.get('A'), host.env.get('toString')]).toEqual(['1', undefined])
  })
})
