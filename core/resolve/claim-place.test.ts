import { expect, test } from 'vitest'
import { createMemoryHost } from '../../adapters/memory/index.ts'
import { claimPlace } from './claim-place.ts'

test('claimPlace() takes a place that is free, and leaves to others what they have', async () => {
  const { files } = createMemoryHost({ files: { '/c/new/file': 'ours', '/c/taken/file': 'theirs' } })
  expect(await claimPlace(files, '/c/new', '/c/taken')).toBe(false)
  const contested = { ...files, info: async () => null }
  expect(await claimPlace(contested, '/c/new', '/c/taken')).toBe(false)
  expect(new TextDecoder().decode(await files.read('/c/taken/file'))).toBe('theirs')
  expect(await claimPlace(files, '/c/new', '/c/deep/free')).toBe(true)
  expect(new TextDecoder().decode(await files.read('/c/deep/free/file'))).toBe('ours')
  await expect(claimPlace(files, '/nothing', '/c/other')).rejects.toMatchObject({ code: 'ENOENT' })
})
