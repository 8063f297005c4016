import { describe, expect, it, vi } from 'vitest'
import { clockPortSuite } from '../../conformance/ports/clock.ts'
import { randomPortSuite } from '../../conformance/ports/random.ts'
import { createNodeClock } from './node-clock.ts'
import { createNodeHost } from './node-host.ts'
import { createNodeRandom } from './node-random.ts'

describe('createNodeClock() as a clock port', () => {
  it.each(clockPortSuite(createNodeClock))('$name', ({ run }) => run())
})

describe('createNodeRandom() as a random port', () => {
  it.each(randomPortSuite(createNodeRandom))('$name', ({ run }) => run())
})

describe('createNodeHost()', () => {
  it('reads the environment anew at each call, own names only', () => {
    const variables: NodeJS.ProcessEnv = { NAME: 'one' }
    const { env } = createNodeHost({ env: variables })
    expect(env.get('NAME')).toBe('one')
    variables['NAME'] = 'two'
    expect([env.get('NAME'), env.get('toString'), env.get('NONE')]).toEqual(['two', undefined, undefined])
    expect(env.names()).toEqual(['NAME'])
  })

  it('tells the facts of the machine', () => {
    const { env } = createNodeHost()
    expect(env.info.platform).toBe(process.platform)
    expect(env.info.pid).toBe(process.pid)
    expect(env.info.tmpDir).not.toContain('\\')
  })

  it('hashes what it is fed, however it is cut', () => {
    const { hash } = createNodeHost()
    const hasher = hash!.sha256()
    hasher.update(new TextEncoder().encode('a'))
    hasher.update(new Uint8Array(0))
    hasher.update(new TextEncoder().encode('bc'))
    const digest = hasher.digest() as Uint8Array
    expect(Buffer.from(digest).toString('hex')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  })

  it('writes log entries as JSON lines to standard error', () => {
    const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    createNodeHost().log.write({ level: 'info', message: 'two\nlines', timestamp: '2000-01-01T00:00:00.000Z' })
    const written = write.mock.calls.map(([text]) => text)
    write.mockRestore()
    expect(written).toEqual(['{"level":"info","message":"two\\nlines","timestamp":"2000-01-01T00:00:00.000Z"}\n'])
  })

  it('takes ports of the caller in place of its own', () => {
    const log = { write: () => {} }
    expect(createNodeHost({ ports: { log } }).log).toBe(log)
    expect(createNodeHost().scripts).toBeUndefined()
  })
})
