import { describe, expect, test } from 'vitest'
import { ExecutionCancelledError, KernelError } from '../errors/kernel-error.ts'
import { fromAnyMirror, mirrorsOf } from './mirrors.ts'

describe('mirrorsOf()', () => {
  const mirrors = {
    'https://a.test/': ['https://m1.test/a/', 'https://m2.test/'],
    'https://a.test/deep/': ['https://m3.test/'],
  }

  test('gives those of the longest prefix in order, and the URL itself without any', () => {
    expect(mirrorsOf('https://a.test/x', mirrors)).toEqual(['https://m1.test/a/x', 'https://m2.test/x'])
    expect(mirrorsOf('https://a.test/deep/x', mirrors)).toEqual(['https://m3.test/x'])
    expect(mirrorsOf('https://b.test/x', mirrors)).toEqual(['https://b.test/x'])
  })
})

describe('fromAnyMirror()', () => {
  const urls = ['https://m1.test/x?token=s', 'https://m2.test/x']
  const failing = (code: string) => async (url: string) => {
    throw new KernelError(code, `${code} at ${new URL(url).host}`)
  }

  test('asks the next when one fails, and warns of it', async () => {
    const warnings: string[] = []
    const answer = await fromAnyMirror(
      urls,
      async (url) => (url.startsWith('https://m1') ? failing('ECONNREFUSED')(url) : url),
      (warning) => warnings.push(warning),
    )
    expect(answer).toBe('https://m2.test/x')
    expect(warnings).toEqual(['A mirror failed, the next is asked: ECONNREFUSED at m1.test'])
  })

  test('names all that failed, without their secrets; something tampered with weighs most', async () => {
    const each = (url: string) => failing(url.startsWith('https://m1') ? 'integrity_mismatch' : 'http_status')(url)
    const error = await fromAnyMirror(urls, each, () => {}).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({
      code: 'integrity_mismatch',
      message:
        'No mirror gave it: https://m1.test/x: integrity_mismatch at m1.test; https://m2.test/x: http_status at m2.test',
    })
  })

  test('throws what a single one threw, and stops when nobody wants more', async () => {
    await expect(fromAnyMirror(urls.slice(1), failing('http_status'), () => {})).rejects.toMatchObject({
      code: 'http_status',
    })
    let asked = 0
    const cancelled = async () => {
      asked++
      throw new ExecutionCancelledError()
    }
    await expect(fromAnyMirror(urls, cancelled, () => {})).rejects.toMatchObject({ code: 'cancelled' })
    expect(asked).toBe(1)
  })
})
