import { describe, expect, it } from 'vitest'
import { fileError } from '../../../core/errors/file-error.ts'
import { createMemoryFiles } from '../../memory/index.ts'
import { chooseFiles, type FilesDriver } from './choose-files.ts'

const memory = () => createMemoryFiles()

function driver(kind: string, open: FilesDriver['open']): FilesDriver {
  return { kind, open }
}

describe('chooseFiles()', () => {
  it('takes the first storage that opens', async () => {
    const files = createMemoryFiles()
    const chosen = await chooseFiles({ name: 'a', memory, drivers: [driver('opfs', async () => files)] })
    expect(chosen).toMatchObject({ kind: 'opfs', persistent: true, refused: [] })
    expect(chosen.files).toBe(files)
  })

  it('keeps the reason why a better storage was refused', async () => {
    const refuse = async () => {
      throw new DOMException('The operation is insecure', 'SecurityError')
    }
    const chosen = await chooseFiles({
      name: 'a',
      memory,
      drivers: [driver('opfs', refuse), driver('indexeddb', async () => createMemoryFiles())],
    })
    expect(chosen.kind).toBe('indexeddb')
    expect(chosen.refused).toEqual([{ kind: 'opfs', reason: 'SecurityError: The operation is insecure' }])
  })

  it('falls back to memory and says that it does not last', async () => {
    const refuse = async () => {
      throw new TypeError('no storage')
    }
    const chosen = await chooseFiles({
      name: 'a',
      memory,
      drivers: [driver('opfs', refuse), driver('indexeddb', refuse)],
    })
    expect(chosen).toMatchObject({ kind: 'memory', persistent: false })
    expect(chosen.refused.map((entry) => entry.kind)).toEqual(['opfs', 'indexeddb'])
  })

  it('passes on that another tab has the workspace, instead of showing an empty one', async () => {
    const busy = async () => {
      throw fileError('EBUSY', '/')
    }
    const attempt = chooseFiles({ name: 'a', memory, drivers: [driver('indexeddb', busy)] })
    await expect(attempt).rejects.toMatchObject({ code: 'EBUSY' })
  })
})
