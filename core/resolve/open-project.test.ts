import { describe, expect, test } from 'vitest'
import { type FoundComponent, findComponents } from '../manifest/find-components.ts'
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

  test('takes components around the project, and refuses one that is in it too', async () => {
    const component = (folder: string) => ({
      [`${folder}/lcp.toml`]: descriptorText('lcod://demo/dep@1.0.0'),
      [`${folder}/compose.yaml`]: 'compose: []\n',
    })
    const files = {
      '/app/lcp.toml': descriptorText('lcod://demo/app@1.0.0', ['lcod://demo/dep@1']),
      ...component('/around/dep'),
    }
    const chosen = async (more: Record<string, string>) => {
      const { open, host } = memoryProject({ files: { ...files, ...more } })
      const found: FoundComponent[] = []
      for await (const one of findComponents({ files: host.files, folders: ['/app', '/around'] })) found.push(one)
      const { components } = await (await open({ around: () => Promise.resolve(found) })).resolve()
      return components.map(({ folder }) => folder)
    }
    expect(await chosen({})).toEqual(['/around/dep'])
    await expect(chosen(component('/app/components/dep'))).rejects.toMatchObject({ code: 'duplicate_component' })
  })
})
