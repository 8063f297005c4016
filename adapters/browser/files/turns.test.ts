import { describe, expect, it } from 'vitest'
import { Turns } from './turns.ts'

/** Actions that note when they begin and end, and end when they are told to. */
function recorder() {
  const log: string[] = []
  const ends = new Map<string, () => void>()
  const action = (name: string) => () => {
    log.push(`+${name}`)
    return new Promise<string>((resolve) => {
      ends.set(name, () => {
        log.push(`-${name}`)
        resolve(name)
      })
    })
  }
  const settled = () => new Promise((resolve) => setTimeout(resolve))
  return {
    log,
    action,
    async end(name: string) {
      await settled()
      ends.get(name)?.()
      await settled()
    },
    settled,
  }
}

const free = (action: () => Promise<void>) => action()

describe('Turns', () => {
  it('take() runs actions without a key one after the other, in the order they came', async () => {
    const { log, action, end } = recorder()
    const turns = new Turns(free)
    const results = Promise.all([turns.take(action('a')), turns.take(action('b'))])
    await end('a')
    await end('b')
    expect(await results).toEqual(['a', 'b'])
    expect(log).toEqual(['+a', '-a', '+b', '-b'])
  })

  it('take() runs neighbours with different keys together, one key never twice, and nothing beside one without', async () => {
    const { log, action, end } = recorder()
    const turns = new Turns(free)
    const first = turns.take(action('first'))
    const rest = [
      turns.take(action('x1'), 'x'),
      turns.take(action('y1'), 'y'),
      turns.take(action('x2'), 'x'),
      turns.take(action('alone')),
      turns.take(action('x3'), 'x'),
    ]
    await end('first')
    expect(log).toEqual(['+first', '-first', '+x1', '+y1'])
    await end('y1')
    await end('x1')
    expect(log.slice(4)).toEqual(['-y1', '-x1', '+x2'])
    for (const name of ['x2', 'alone', 'x3']) await end(name)
    expect(log.slice(7)).toEqual(['-x2', '+alone', '-alone', '+x3', '-x3'])
    await Promise.all([first, ...rest])
  })

  it('take() holds the place once for all that wait', async () => {
    const { action, end } = recorder()
    let holds = 0
    const turns = new Turns(async (work) => {
      holds++
      await work()
    })
    const all = ['a', 'b', 'c'].map((name) => turns.take(action(name)))
    for (const name of ['a', 'b', 'c']) await end(name)
    await Promise.all(all)
    expect(holds).toBe(1)
  })

  it('take() rejects with what its action throws, and goes on', async () => {
    const turns = new Turns(free)
    const failed = turns.take(() => Promise.reject(new Error('broken')))
    const next = turns.take(async () => 'next')
    await expect(failed).rejects.toThrow('broken')
    expect(await next).toBe('next')
  })

  it('take() rejects all that wait when the place cannot be had, and tries again for the next', async () => {
    let isRefused = true
    const turns = new Turns(async (work) => {
      if (isRefused) throw new Error('The document is gone')
      await work()
    })
    const waiting = [turns.take(async () => 1), turns.take(async () => 2)]
    for (const refused of waiting) await expect(refused).rejects.toThrow('The document is gone')
    isRefused = false
    expect(await turns.take(async () => 3)).toBe(3)
  })
})
