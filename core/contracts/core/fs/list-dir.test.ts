import { describe, expect, it } from 'vitest'
import { createMemoryCall } from '../../testing/memory-call.ts'
import { fsListDir } from './list-dir.ts'

const files = {
  'p/b.txt': 'bb',
  'p/a/lcp.toml': '',
  'p/a/deep/er/x.txt': '',
  'p/a.txt': 'a',
  'p/.hidden/in.txt': '',
  'p/.dot': '',
  'p/lcp.toml': '',
}

async function paths(input: Record<string, unknown>): Promise<string[]> {
  const { run } = createMemoryCall({ files })
  const { entries } = (await run(fsListDir, input)) as { entries: { path: string }[] }
  return entries.map((entry) => entry.path)
}

describe('fsListDir()', () => {
  it('lists direct children by name, without hidden ones', async () => {
    const { run } = createMemoryCall({ files })
    expect(await run(fsListDir, { path: 'p' })).toEqual({
      entries: [
        { name: 'a', path: 'p/a', type: 'directory' },
        { name: 'a.txt', path: 'p/a.txt', type: 'file' },
        { name: 'b.txt', path: 'p/b.txt', type: 'file' },
        { name: 'lcp.toml', path: 'p/lcp.toml', type: 'file' },
      ],
    })
  })

  it('goes down with a folder before what it holds', async () => {
    expect(await paths({ path: 'p', recursive: true })).toEqual([
      'p/a',
      'p/a/deep',
      'p/a/deep/er',
      'p/a/deep/er/x.txt',
      'p/a/lcp.toml',
      'p/a.txt',
      'p/b.txt',
      'p/lcp.toml',
    ])
  })

  it('enters as many levels as maxDepth says', async () => {
    expect(await paths({ path: 'p/a', recursive: true, maxDepth: 0 })).toEqual(['p/a/deep', 'p/a/lcp.toml'])
    expect(await paths({ path: 'p/a', recursive: true, maxDepth: 1 })).toEqual([
      'p/a/deep',
      'p/a/deep/er',
      'p/a/lcp.toml',
    ])
  })

  it('lists hidden names when asked to', async () => {
    const all = await paths({ path: 'p', recursive: true, includeHidden: true })
    expect(all.slice(0, 3)).toEqual(['p/.dot', 'p/.hidden', 'p/.hidden/in.txt'])
  })

  it('filters by pattern what it lists, not what it enters', async () => {
    expect(await paths({ path: 'p', recursive: true, pattern: '**/lcp.toml' })).toEqual(['p/a/lcp.toml', 'p/lcp.toml'])
    expect(await paths({ path: 'p', pattern: '*.txt' })).toEqual(['p/a.txt', 'p/b.txt'])
    expect(await paths({ path: 'p', pattern: 'none' })).toEqual([])
  })

  it('keeps the given path as it is, with slashes', async () => {
    expect(await paths({ path: 'p/', pattern: 'a.txt' })).toEqual(['p/a.txt'])
    expect(await paths({ path: './p/a/..', pattern: 'a.txt' })).toEqual(['./p/a/../a.txt'])
    expect(await paths({ path: '/work/p', pattern: 'a.txt' })).toEqual(['/work/p/a.txt'])
    expect(await paths({ path: '/', pattern: 'work' })).toEqual(['/work'])
    expect(await paths({ path: 'p\\a', pattern: 'lcp.toml' })).toEqual(['p/a/lcp.toml'])
  })

  it('adds sizes and times when asked to', async () => {
    const { run } = createMemoryCall({ files, now: 0 })
    expect(await run(fsListDir, { path: 'p', includeStats: true, pattern: 'b.txt' })).toEqual({
      entries: [{ name: 'b.txt', path: 'p/b.txt', type: 'file', size: 2, mtime: '1970-01-01T00:00:00.000Z' }],
    })
  })

  it('fails for what is no folder', async () => {
    const { run } = createMemoryCall({ files })
    await expect(run(fsListDir, { path: 'none' })).rejects.toMatchObject({ code: 'ENOENT' })
    await expect(run(fsListDir, { path: 'p/a.txt' })).rejects.toMatchObject({ code: 'ENOTDIR' })
    await expect(run(fsListDir, { path: 'p', maxDepth: -1 })).rejects.toMatchObject({ code: 'invalid_input' })
    await expect(run(fsListDir, { path: 'p', pattern: 'x'.repeat(1001) })).rejects.toMatchObject({
      code: 'invalid_input',
    })
  })
})
