import { expect, test } from 'vitest'
import { createMemoryHost } from '../../../adapters/memory/index.ts'
import { parseCompose } from '../../../core/compose/parse-compose.ts'
import { createKernel } from '../../../core/kernel.ts'
import { describeEvent } from './describe-event.ts'

test('describeEvent() tells a run in words', async () => {
  const { composition } = parseCompose(
    `
- call: lcod://flow/try@1
  slots:
    body: [{ call: lcod://flow/throw@1, in: { code: broken, message: It broke } }]
    catch: [{ call: lcod://contract/tooling/log@1, in: { level: info, message: Broken }, out: { done: $ } }]
`,
    { file: 'compose.yaml' },
  )
  const words: string[] = []
  await createKernel({ host: createMemoryHost() }).run(composition!, {
    observer: (event) => words.push(describeEvent(event)),
  })
  expect(words).toEqual([
    'the run begins',
    'try begins',
    'body begins',
    'throw begins',
    'throw fails: broken',
    'body ends',
    'catch begins',
    'log begins',
    'logs: Broken',
    'writes done',
    'log is done',
    'catch ends',
    'try is done',
    'the run ends',
  ])
})
