import { expect, test } from 'vitest'
import { decodeShare, encodeShare } from './share-link.ts'

const files = { 'compose.yaml': 'compose: []\n', 'components/a/lcp.toml': 'id = "ä"\n', 'empty/folder/': '' }
const project = { name: 'demo', files }

test('decodeShare() gives what encodeShare() took', async () => {
  const link = await encodeShare({ ...project, trace: '{"seq":0}\n' })
  expect(link).toMatch(/^#v1=[\w-]+$/)
  expect(await decodeShare(link)).toEqual({ ...project, trace: '{"seq":0}\n' })
})

test('decodeShare() takes no file that would leave the project', async () => {
  const link = await encodeShare({ name: 'x', files: { '../../etc/passwd': 'a', 'a/../../b': 'b', '/c.yaml': 'c' } })
  expect(Object.keys((await decodeShare(link))!.files)).toEqual(['c.yaml'])
})

test('decodeShare() sets no prototype, whatever the names', async () => {
  const files = JSON.parse('{"__proto__": "polluted", "constructor": "too"}')
  const shared = await decodeShare(await encodeShare({ name: 'x', files }))
  expect(Object.getPrototypeOf(shared!.files)).toBeNull()
  expect('polluted' in {}).toBe(false)
})

test('decodeShare() says when a link was cut off, and leaves other addresses alone', async () => {
  const link = await encodeShare(project)
  await expect(decodeShare(link.slice(0, -20))).rejects.toThrow('damaged')
  expect(await decodeShare('#chapter')).toBeNull()
  expect(await decodeShare('')).toBeNull()
})

test('decodeShare() stops unpacking what is too large', async () => {
  const link = await encodeShare({ name: 'x', files: { a: 'x'.repeat(9 * 1024 * 1024) } })
  expect(link.length).toBeLessThan(20_000)
  await expect(decodeShare(link)).rejects.toThrow('damaged')
})
