import { describe, expect, test } from 'vitest'
import { createMemoryHost } from '../../adapters/memory/index.ts'
import { createQuickJsScripts } from '../../adapters/quickjs/index.ts'
import { loadQuickJsModule } from '../../adapters/quickjs/load-node.ts'
import { createPortableSchemas } from '../../adapters/schemas/cfworker.ts'
import { parseCompose } from '../../core/compose/parse-compose.ts'
import { createKernel } from '../../core/kernel.ts'
import { checkManifestText } from '../../core/manifest/check-manifest-text.ts'
import { createFolderLoader } from '../../core/manifest/folder-loader.ts'
import { readManifest } from '../../core/manifest/read-manifest.ts'
import { ALL_PERMISSIONS } from '../../core/permissions/permissions.ts'
import { standardComponents } from '../../core/standard-components.ts'
import { type ExampleData, readExamples } from '../build/read-example.ts'
import { Language } from '../src/app/language.ts'

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
  const input = JSON.parse(example.files['input.json']!)
  const descriptor = example.files['lcp.toml']
  if (descriptor === undefined) return kernel.run(composition!, { input })
  const { inputs, outputs } = readManifest(descriptor, '/project/lcp.toml')
  return kernel.run(composition!, { input, inputs, outputs })
}

describe('the gallery', () => {
  test('teaches at least twelve ideas, each with a title, a goal, a chapter and tags', () => {
    expect(examples.length).toBeGreaterThanOrEqual(12)
    for (const { title, goal, chapter, tags } of examples)
      expect([title, goal, chapter, ...tags].every((text) => text.length > 0)).toBe(true)
    expect(new Set(examples.map((example) => example.title)).size).toBe(examples.length)
    expect(new Set(examples.map((example) => example.name)).size).toBe(examples.length)
  })

  test('keeps the examples of a chapter together', () => {
    const chapters = examples.map((example) => example.chapter)
    const begins = chapters.filter((chapter, index) => chapter !== chapters[index - 1])
    expect(begins).toEqual([...new Set(chapters)])
  })

  test.each(examples.map((example) => [example.name, example] as const))(
    '%s says why it does what it does',
    (_name, example) => {
      expect(example.files['compose.yaml']).toMatch(/^ *# \S/m)
    },
  )

  test.each(examples.map((example) => [example.name, example] as const))(
    '%s has no problems in its composes',
    async (_name, { files }) => {
      const language = new Language(standardComponents)
      await language.load(new Map(Object.entries(files).map(([path, text]) => [`/project/${path}`, text])))
      for (const [path, text] of Object.entries(files).filter(([path]) => path.endsWith('compose.yaml'))) {
        language.service.update(`/project/${path}`, text)
        expect(language.service.diagnostics(`/project/${path}`), path).toEqual([])
      }
    },
  )

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
