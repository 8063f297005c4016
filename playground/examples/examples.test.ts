import { describe, expect, test } from 'vitest'
import { createMemoryHost } from '../../adapters/memory/index.ts'
import { createQuickJsScripts } from '../../adapters/quickjs/index.ts'
import { loadQuickJsModule } from '../../adapters/quickjs/load-node.ts'
import { createPortableSchemas } from '../../adapters/schemas/cfworker.ts'
import { parseCompose } from '../../core/compose/parse-compose.ts'
import { createKernel } from '../../core/kernel.ts'
import { checkManifestText } from '../../core/manifest/check-manifest-text.ts'
import { createFolderLoader } from '../../core/manifest/folder-loader.ts'
import { ALL_PERMISSIONS } from '../../core/permissions/permissions.ts'
import { type ExampleData, readExamples } from '../build/read-example.ts'

const examples = readExamples(import.meta.dirname)
const schemas = createPortableSchemas()
const scripts = createQuickJsScripts({ module: loadQuickJsModule })

async function run(example: ExampleData): Promise<unknown> {
  const files = Object.fromEntries(Object.entries(example.files).map(([path, text]) => [`/project/${path}`, text]))
  const host = createMemoryHost({ files, ports: { scripts } })
  const { composition, problems } = parseCompose(example.files['compose.yaml']!, { file: '/project/compose.yaml' })
  expect(problems).toEqual([])
  const kernel = createKernel({
    host,
    permissions: ALL_PERMISSIONS,
    globals: { projectPath: '/project' },
    loader: createFolderLoader({ files: host.files, folders: ['/project'] }),
  })
  return kernel.run(composition!, { input: JSON.parse(example.files['input.json']!) })
}

describe('the gallery', () => {
  test('teaches at least twelve ideas, each with a title, a goal and tags', () => {
    expect(examples.length).toBeGreaterThanOrEqual(12)
    for (const { title, goal, tags } of examples)
      expect([title, goal, ...tags].every((text) => text.length > 0)).toBe(true)
    expect(new Set(examples.map((example) => example.name)).size).toBe(examples.length)
  })

  test('has no problems in its descriptors', () => {
    const files = examples.flatMap(({ name, files }) =>
      Object.entries(files).map(([path, text]) => [`${name}/${path}`, text]),
    )
    const descriptors = files.filter(([path = '']) => path.endsWith('lcp.toml'))
    expect(descriptors.length).toBeGreaterThan(0)
    for (const [file = '', text = ''] of descriptors) expect(checkManifestText(text, { file, schemas })).toEqual([])
  })

  test.each(examples.map((example) => [example.name, example] as const))(
    '%s gives what it says',
    async (_name, example) => {
      expect(await run(example)).toEqual(example.expect)
    },
  )
})
