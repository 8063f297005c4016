import { describe, expect, it, vi } from 'vitest'
import { bytesToHex } from '../../core/bytes/hex.ts'
import { createWebHash } from './web-hash.ts'

const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
const ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'

async function digestOf(pieces: readonly Uint8Array[], hash = createWebHash()): Promise<string> {
  const hasher = hash.sha256()
  for (const piece of pieces) hasher.update(piece)
  return bytesToHex(await hasher.digest())
}

describe('createWebHash()', () => {
  it('hashes nothing, little, and pieces', async () => {
    const text = new TextEncoder()
    expect(await digestOf([])).toBe(EMPTY)
    expect(await digestOf([text.encode('abc')])).toBe(ABC)
    expect(await digestOf([text.encode('a'), new Uint8Array(0), text.encode('bc')])).toBe(ABC)
  })

  it('gives the same for one large piece as for its parts, and without WebCrypto', async () => {
    const large = Uint8Array.from({ length: 200_000 }, (_, index) => index % 251)
    const whole = await digestOf([large])
    expect(await digestOf([large.subarray(0, 100_000), large.subarray(100_000)])).toBe(whole)
    expect(await digestOf([large.subarray(0, 3), large.subarray(3)])).toBe(whole)
    const hasher = createWebHash(undefined).sha256()
    hasher.update(large)
    expect(bytesToHex(await hasher.digest())).toBe(whole)
  })

  it('asks the platform for one large piece only', async () => {
    const digest = vi.fn((algorithm: 'SHA-256', data: Uint8Array<ArrayBuffer>) => crypto.subtle.digest(algorithm, data))
    const hash = createWebHash({ digest })
    await digestOf([new Uint8Array(10)], hash)
    await digestOf([new Uint8Array(100_000), new Uint8Array(1)], hash)
    expect(digest).not.toHaveBeenCalled()
    await digestOf([new Uint8Array(100_000)], hash)
    expect(digest).toHaveBeenCalledTimes(1)
  })

  it('keeps no hold of a piece', async () => {
    const piece = new Uint8Array(100_000)
    const hasher = createWebHash().sha256()
    hasher.update(piece)
    piece.fill(1)
    expect(bytesToHex(await hasher.digest())).toBe(await digestOf([new Uint8Array(100_000)]))
  })
})
