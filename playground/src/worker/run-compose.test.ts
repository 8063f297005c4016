import { describe, expect, test } from 'vitest'
import type { PermissionQuestion } from '../../../adapters/browser/kernel/worker-protocol.ts'
import { createMemoryHost } from '../../../adapters/memory/index.ts'
import type { FilesPort } from '../../../core/host/files.ts'
import { standardComponents } from '../../../core/standard-components.ts'
import { LargeValues } from './large-values.ts'
import { runCompose } from './run-compose.ts'

/** What a run asks, when everything is granted after a moment. */
async function questionsOf(text: string): Promise<PermissionQuestion[]> {
  const host = createMemoryHost({ http: [{ url: 'http://a.example/', body: 'a' }] })
  const questions: PermissionQuestion[] = []
  const ask = async (question: PermissionQuestion) => {
    questions.push(question)
    await new Promise((resolve) => setTimeout(resolve, 5))
    return true
  }
  const controls = { signal: new AbortController().signal, ask }
  const parts = { components: standardComponents, loadFor: async () => undefined }
  const createTrace = () => ({ observer: () => undefined, flush: () => undefined })
  await runCompose(
    { ...host, files: host.files! },
    { text, file: '/p/compose.yaml' },
    { controls, createTrace, largeValues: new LargeValues(), parts },
  )
  return questions
}

describe('runCompose()', () => {
  test('asks in the name of the step that wants something, also when others began after it', async () => {
    const questions = await questionsOf(`
- call: lcod://flow/parallel@1
  in: { tasks: [true, false] }
  slots:
    tasks:
      - call: lcod://flow/if@1
        in: { cond: $slot.item }
        slots:
          then: [{ call: lcod://axiom/http/download@1, in: { url: 'http://a.example/', path: /out.txt } }]
          else: [{ call: lcod://impl/delay@1, in: { ms: 40 } }]
`)
    const path = '/compose/0/slots/tasks/0/slots/then/0'
    expect(questions).toEqual([
      { kind: 'net', value: 'a.example:80', path },
      { kind: 'write', value: '/out.txt', path },
    ])
  })

  test('loads the parts of the kernel that the compose mentions before it runs, and those of a component with it', async () => {
    const host = createMemoryHost()
    // The ports of browsers have their methods from a class.
    const files: FilesPort = Object.create(host.files!)
    const write = (path: string, text: string) =>
      files.write(path, new TextEncoder().encode(text), { createParents: true })
    await write('/p/vat/lcp.toml', 'id = "lcod://shop/vat@1.0.0"\n')
    await write('/p/vat/compose.yaml', 'compose: [{ call: lcod://flow/if@1, in: { cond: true } }]\n')
    const text = 'compose: [{ call: lcod://shop/vat@1 }]\n'
    const mentioned: string[] = []
    const loadFor = async (part: string) => void mentioned.push(...(part.match(/lcod:[^, }]+@1\b/g) ?? []))
    const controls = { signal: new AbortController().signal, ask: async () => true }
    const createTrace = () => ({ observer: () => undefined, flush: () => undefined })
    const options = { controls, createTrace, largeValues: new LargeValues() }
    await runCompose(
      { ...host, files },
      { text, file: '/p/compose.yaml' },
      { ...options, parts: { components: standardComponents, loadFor } },
    )
    expect(mentioned).toEqual(['lcod://shop/vat@1', 'lcod://shop/vat@1', 'lcod://flow/if@1'])
  })
})
