import { describe, expect, test } from 'vitest'
import { isProjectFile, projectFile, readProjectFile } from './project-file.ts'

const project = { name: 'demo', files: { 'compose.yaml': 'compose: []\n' }, trace: '{"seq":0}\n' }

describe('readProjectFile()', () => {
  test('gives what projectFile() wrote', async () => {
    const { name, parts } = projectFile(project)
    expect(isProjectFile(name)).toBe(true)
    expect(await readProjectFile(new Blob(parts))).toEqual(project)
  })

  test.each([
    ['no JSON', '{', 'not JSON'],
    ['no project', '{"files": []}', 'no project'],
  ])('says when there is %s in it', async (_, text, words) => {
    await expect(readProjectFile(new Blob([text]))).rejects.toThrow(words)
  })

  test('takes no file that would leave the project', async () => {
    const text = JSON.stringify({ name: 'x', files: { '../../a': 'b', c: 'd' } })
    expect((await readProjectFile(new Blob([text]))).files).toEqual({ c: 'd' })
  })
})
