import { expect, test } from 'vitest'
import { createMemoryHost } from '../../adapters/memory/index.ts'
import { takePlace } from './take-place.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

test('takePlace() replaces what is there, also when somebody else is faster in between', async () => {
  const { files } = createMemoryHost({ files: { '/c/new/file': 'ours', '/c/place/old': 'x' } })
  let faster = 3
  const contested = {
    ...files,
    async remove(path: string) {
      await files.remove(path)
      if (faster-- > 0) await files.write(`${path}/file`, bytes('theirs'), { createParents: true })
    },
  }
  await takePlace(contested, '/c/new', '/c/place')
  expect([...files.snapshot().keys()]).toEqual(['/c/place/file'])
  expect(new TextDecoder().decode(await files.read('/c/place/file'))).toBe('ours')
})

test('takePlace() hands on what else goes wrong', async () => {
  const { files } = createMemoryHost()
  await expect(takePlace(files, '/nothing', '/c/place')).rejects.toMatchObject({ code: 'ENOENT' })
})
