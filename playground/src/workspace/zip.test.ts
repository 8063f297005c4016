import { zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { packZip, unpackZip } from './zip.ts'

const one = new Uint8Array([7])

/** A zip in which the header of the only entry says another size. */
function lying(zip: Uint8Array, said: number): Uint8Array {
  const directory = zip.findLastIndex((_, at) => zip[at] === 0x50 && zip[at + 1] === 0x4b && zip[at + 2] === 1)
  new DataView(zip.buffer).setUint32(directory + 24, said, true)
  return zip
}

describe('unpackZip()', () => {
  test('gives what packZip() took', async () => {
    const large = Uint8Array.from({ length: 3_000_000 }, (_, at) => (at * 7919) >> 3)
    const files = new Map([
      ['a/b.bin', new Uint8Array([0, 1, 255])],
      ['empty', new Uint8Array()],
      ['a/empty folder/', new Uint8Array()],
      ['ä/__proto__', one],
      ['large', large],
    ])
    const unpacked = await unpackZip(await packZip(files))
    expect([...unpacked.keys()]).toEqual([...files.keys()])
    for (const [path, content] of files) expect(Buffer.compare(unpacked.get(path)!, content), path).toBe(0)
  })

  test('gives folders only when nothing is in them', async () => {
    const nothing = new Uint8Array()
    const zip = zipSync({ 'a/': nothing, 'a/b': one, 'a/c/': nothing, 'd/': nothing, 'd/e/': nothing })
    expect([...(await unpackZip(zip)).keys()]).toEqual(['a/b', 'a/c/', 'd/e/'])
  })

  test('gives a folder no bytes, whatever its header promises', async () => {
    const [content] = (await unpackZip(zipSync({ 'a/': new Uint8Array(100) }))).values()
    expect(content).toHaveLength(0)
  })

  test('refuses what unpacks to too much', async () => {
    await expect(unpackZip(zipSync({ zeros: new Uint8Array(65 * 1024 * 1024) }))).rejects.toThrow('more than 64 MB')
  })

  test('gives no more than a header promises', async () => {
    const files = await unpackZip(lying(zipSync({ zeros: new Uint8Array(100_000) }), 10))
    expect(files.get('zeros')).toHaveLength(10)
  })

  test('refuses too many files', async () => {
    const many = Object.fromEntries(Array.from({ length: 5_001 }, (_, at) => [`${at}`, new Uint8Array()]))
    await expect(unpackZip(zipSync(many))).rejects.toThrow('more than 5,000 files')
  })

  test('says when it is no zip', async () => {
    await expect(unpackZip(new Uint8Array(100))).rejects.toThrow('none')
  })
})
