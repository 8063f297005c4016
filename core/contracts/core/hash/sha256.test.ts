import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { HashPort } from '../../../host/hash.ts'
import { createMemoryCall } from '../../testing/memory-call.ts'
import { hashSha256 } from './sha256.ts'

const ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

/** A hash that is not the portable one, so that both ways are taken. */
const hash: HashPort = {
  sha256() {
    const made = createHash('sha256')
    return { update: (bytes) => void made.update(bytes), digest: () => Uint8Array.from(made.digest()) }
  },
}

describe.each([
  ['the portable hash', {}],
  ['the hash of the host', { ports: { hash } }],
])('hashSha256() with %s', (_, options) => {
  it.each([
    [{ data: 'abc' }, ABC, 3],
    [{ data: 'YWJj', encoding: 'base64' }, ABC, 3],
    [{ data: '616263', encoding: 'hex' }, ABC, 3],
    [{ data: '' }, EMPTY, 0],
    [{ path: 'abc.txt' }, ABC, 3],
    [{ path: 'empty' }, EMPTY, 0],
    [{ data: 'abc', path: 'none' }, ABC, 3],
  ])('of %j', async (input, hex, bytes) => {
    const { run } = createMemoryCall({ ...options, files: { 'abc.txt': 'abc', empty: '' } })
    expect(await run(hashSha256, input)).toMatchObject({ hex, bytes })
  })

  it('gives the digest in base64 too', async () => {
    const { run } = createMemoryCall(options)
    expect(await run(hashSha256, { data: 'abc' })).toEqual(hashSha256.example?.output)
  })

  it('reads a large file in pieces', async () => {
    const { run } = createMemoryCall({ ...options, files: { large: new Uint8Array(1_000_000).fill(97) } })
    const million = 'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0'
    expect(await run(hashSha256, { path: 'large', chunkSize: 1024 })).toMatchObject({ hex: million, bytes: 1_000_000 })
  })

  it('drains a stream and closes it', async () => {
    const { run, streams } = createMemoryCall(options)
    const stream = streams.openText(['a', 'bc'])
    expect(await run(hashSha256, { stream })).toMatchObject({ hex: ABC, bytes: 3 })
    await expect(run(hashSha256, { stream })).rejects.toMatchObject({ code: 'stream_unknown_handle' })
  })
})

describe('hashSha256()', () => {
  it.each([
    [{}, 'invalid_input'],
    [{ data: null, path: null, stream: null }, 'invalid_input'],
    [{ data: 4 }, 'invalid_input'],
    [{ data: 'zz', encoding: 'hex' }, 'invalid_input'],
    [{ data: 'x', encoding: 'latin1' }, 'invalid_input'],
    [{ path: 'x', chunkSize: 1000 }, 'invalid_input'],
    [{ path: 'none' }, 'ENOENT'],
    [{ stream: 'x' }, 'stream_invalid_handle'],
  ])('refuses %j with %s', async (input, code) => {
    await expect(createMemoryCall().run(hashSha256, input)).rejects.toMatchObject({ code })
  })
})
