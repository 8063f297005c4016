import { describe, expect, test } from 'vitest'
import { createMemoryFiles } from '../../../adapters/memory/memory-files.ts'
import { Workspace } from './workspace.ts'

async function open(files: Readonly<Record<string, string | Uint8Array>>): Promise<Workspace> {
  const workspace = new Workspace(createMemoryFiles({ cwd: '/', files: { ...files } }))
  await workspace.refresh()
  return workspace
}

describe('Workspace', () => {
  test('rename() replaces nothing, in whatever letters, but may change letters', async () => {
    const workspace = await open({ '/a.txt': 'a', '/B.txt': 'b' })
    await expect(workspace.rename('/a.txt', '/b.TXT')).rejects.toThrow('already something called "/b.TXT"')
    await workspace.rename('/a.txt', '/A.txt')
    expect(workspace.entries.value.map(({ path }) => path)).toEqual(['/A.txt', '/B.txt'])
  })

  test('rename() moves no folder into itself', async () => {
    const workspace = await open({ '/a/x': 'x' })
    await expect(workspace.rename('/a', '/a/b')).rejects.toThrow('into itself')
  })

  test('readText() refuses bytes that are no text', async () => {
    const workspace = await open({ '/picture': new Uint8Array([0x89, 0x50, 0xff]), '/text': 'ä' })
    await expect(workspace.readText('/picture')).rejects.toThrow('/picture is not a text file')
    expect(await workspace.readText('/text')).toBe('ä')
  })

  test('filesIn() and readFolder() give what is below a folder, not beside it', async () => {
    const workspace = await open({ '/a/x': 'x', '/a/b/y': 'y', '/ab/z': 'z' })
    expect(workspace.filesIn('/a').sort()).toEqual(['/a/b/y', '/a/x'])
    expect([...(await workspace.readFolder('/a')).keys()].sort()).toEqual(['b/y', 'x'])
  })

  test('readFolder() gives empty folders, and writeAll() makes them', async () => {
    const workspace = await open({ '/a/x': 'x' })
    await workspace.makeFolder('/a/none')
    await workspace.makeFolder('/b')
    const nothing = new Uint8Array()
    expect(await workspace.readFolder('/a')).toEqual(
      new Map([
        ['none/', nothing],
        ['x', new TextEncoder().encode('x')],
      ]),
    )
    expect(workspace.emptyFoldersIn('')).toEqual(['/a/none', '/b'])
    await workspace.writeAll([['/c/d/', nothing]])
    expect(workspace.emptyFoldersIn('/c')).toEqual(['/c/d'])
  })

  test('refresh() hides what belongs to the host', async () => {
    const workspace = await open({ '/tmp/imports/x': 'x', '/a/tmp/y': 'y' })
    expect(workspace.entries.value.map(({ path }) => path)).toEqual(['/a', '/a/tmp', '/a/tmp/y'])
  })
})
