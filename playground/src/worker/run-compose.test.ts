import { describe, expect, test } from 'vitest'
import type { PermissionQuestion } from '../../../adapters/browser/kernel/worker-protocol.ts'
import { createMemoryHost } from '../../../adapters/memory/index.ts'
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
  const createTrace = () => ({ observer: () => undefined, flush: () => undefined })
  await runCompose({ ...host, files: host.files! }, { text, file: '/p/compose.yaml' }, { controls, createTrace })
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
})
