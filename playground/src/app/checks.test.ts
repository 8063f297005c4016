import { batch } from '@preact/signals'
import { describe, expect, test, vi } from 'vitest'
import { createMemoryFiles } from '../../../adapters/memory/memory-files.ts'
import { standardComponents } from '../../../core/standard-components.ts'
import { applyEdits } from '../../language/index.ts'
import { Workspace } from '../workspace/workspace.ts'
import { Checks } from './checks.ts'
import { ComposeDocument, OpenDocument } from './document.ts'
import { Language } from './language.ts'

const FILES = {
  '/shop/compose.yaml': 'compose:\n  - call: lcod://shop/vat@1\n    in: { nett: 1 }\n',
  '/shop/input.json': '{ "a": 1 }',
  '/shop/parts/vat/lcp.toml': 'id = "lcod://shop/vat@1.0.0"\n[inputs.net]\nrequired = false\n',
  '/shop/parts/vat/compose.yaml': 'compose:\n  - call: lcod://shop/round@1\n',
  '/other/compose.yaml': 'compose: 1\n',
}

async function checksOf(open: string, files: Readonly<Record<string, string>> = FILES) {
  const memory = createMemoryFiles()
  for (const [path, text] of Object.entries(files))
    await memory.write(path, new TextEncoder().encode(text), { createParents: true })
  const workspace = new Workspace(memory)
  await workspace.refresh()
  const language = new Language(standardComponents)
  const compose = new ComposeDocument(
    () => undefined,
    (file, text) => language.composition(file, text),
  )
  const document = new OpenDocument()
  let drawFrame = () => {}
  const nextFrame = (callback: () => void) => {
    drawFrame = callback
  }
  const checks = new Checks({ compose, document, language, nextFrame })
  await checks.load(workspace, open)
  compose.path.value = '/shop/compose.yaml'
  compose.text.value = files['/shop/compose.yaml'] ?? ''
  document.path.value = open
  document.text.value = files[open] ?? ''
  checks.refresh()
  const codes = () => checks.byFile.value.map(({ file, problems }) => [file, ...problems.map(({ code }) => code)])
  return { checks, compose, document, codes, drawFrame: () => drawFrame() }
}

describe('Checks', () => {
  test('judges every file of the project around the open one, and nothing outside of it', async () => {
    const { codes } = await checksOf('/shop/parts/vat/compose.yaml')
    await vi.waitFor(() => {
      expect(codes().map(([file]) => file)).toEqual([
        '/shop/compose.yaml',
        '/shop/parts/vat/compose.yaml',
        '/shop/parts/vat/lcp.toml',
      ])
    })
    expect(codes().slice(0, 2)).toEqual([
      ['/shop/compose.yaml', 'unknown_input'],
      ['/shop/parts/vat/compose.yaml', 'unknown_component'],
    ])
  })

  test('takes what is typed into a descriptor for the composes that call its component', async () => {
    const { checks, document } = await checksOf('/shop/parts/vat/lcp.toml')
    expect(checks.problems.value.map(({ code }) => code)).toEqual(['unknown_input'])
    document.text.value = 'id = "lcod://shop/vat@1.0.0"\n[inputs.nett]\n'
    await vi.waitFor(() => expect(checks.problems.value).toEqual([]))
  })

  test('offers fixes for the file that a problem is in, and follows files that are not open', async () => {
    const text = '{ "nett": 1 }'
    const manifest = 'id = "lcod://shop/main@1.0.0"\n[inputs.net]\nschema = "{}"\n'
    const { checks, codes } = await checksOf('/shop/compose.yaml', {
      '/shop/compose.yaml': 'compose: []\n',
      '/shop/input.json': text,
      '/shop/lcp.toml': manifest,
    })
    await vi.waitFor(() => expect(codes()).toContainEqual(['/shop/input.json', 'unknown_input']))
    const input = checks.byFile.value.find(({ file }) => file === '/shop/input.json')
    expect(checks.fixesFor('/shop/input.json', input!.problems[0]!)).toEqual([])
    await checks.language.loadHelp()
    const [fix] = checks.fixesFor('/shop/input.json', input!.problems[0]!)
    expect(applyEdits(text, fix!.edits)).toBe('{ "net": 1 }')
    checks.take('/shop/input.json', '{ "net": 1 }')
    await vi.waitFor(() => expect(codes().map(([file]) => file)).not.toContain('/shop/input.json'))
  })

  test('checks what is typed once it is drawn, and at once what is about to run', async () => {
    const { checks, compose, drawFrame } = await checksOf('/shop/compose.yaml')
    const codes = () => checks.problems.value.map(({ code }) => code)
    compose.text.value = 'compose:\n  - call: lcod://shop/none@1\n'
    expect(codes()).toEqual(['unknown_input'])
    drawFrame()
    await vi.waitFor(() => expect(codes()).toEqual(['unknown_component']))
    compose.text.value = 'compose: []\n'
    expect(codes()).toEqual(['unknown_component'])
    checks.catchUp()
    expect(codes()).toEqual([])
  })

  test('checks another file at once, whatever is drawn', async () => {
    const { checks, document } = await checksOf('/shop/compose.yaml')
    batch(() => {
      document.path.value = '/shop/parts/vat/compose.yaml'
      document.text.value = FILES['/shop/parts/vat/compose.yaml']
    })
    expect(checks.ofDocument.value.map(({ code }) => code)).toEqual(['unknown_component'])
  })
})
