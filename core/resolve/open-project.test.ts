import { describe, expect, test } from 'vitest'
import { descriptorText, memoryProject } from './testing/memory-project.ts'

const project = (files: Record<string, string>) =>
  memoryProject({ files: { '/app/lcp.toml': descriptorText('lcod://demo/app@1.0.0'), ...files } })

describe('openProject()', () => {
  test.each(['resolve.config.json', 'lcod.sources.jsonl', 'sources.json'])(
    'does not pass over a folder in the place of %s',
    async (name) => {
      const opening = project({ [`/app/${name}/inside`]: '' }).open()
      await expect(opening).rejects.toMatchObject({ code: 'EISDIR', data: { path: `/app/${name}` } })
    },
  )

  test.each(['nowhere.jsonl', 'nowhere.json'])('refuses %s as named sources when nothing is there', async (name) => {
    const opening = project({}).open({ sourcesPath: `/app/${name}` })
    await expect(opening).rejects.toMatchObject({
      code: 'source_invalid',
      message: `There are no sources "/app/${name}"`,
    })
  })
})
