import { expect, test } from 'vitest'
import { runText } from '../../testing/run-text.ts'

const scope = (body: string) => `{
  call: lcod://tooling/registry/scope@1,
  in: {
    bindings: { lcod://contract/tooling/log@1: lcod://impl/testing/log-capture@1 },
    components: [{ id: lcod://impl/testing/log-capture@1 }, { id: lcod://impl/testing/log-captured@1 }] },
  slots: [${body}],
  out: { list: list } }`
const log = (message: string) => `{ call: lcod://contract/tooling/log@1, in: { level: info, message: ${message} } }`
const list = '{ call: lcod://impl/testing/log-captured@1, out: { list: $ } }'

test('log capture is one list for all scopes of a run', async () => {
  const text = `compose: [${scope(`${log('outer')}, ${scope(log('inner'))}, ${list}`)}]`
  const state = await runText(text)
  expect((state['list'] as Array<{ message: string }>).map((entry) => entry.message)).toEqual(['outer', 'inner'])
})

test('log capture begins anew in a test and in the next run', async () => {
  const inner = `[${scope(list)}]`
  const text = `compose: [${scope(log('outside'))}, {
    call: lcod://tooling/test_checker@1, in: { compose: ${inner}, expected: { list: [] } }, out: { report: $ } }]`
  expect((await runText(text))['report']).toMatchObject({ success: true })
  expect((await runText(`compose: ${inner}`))['list']).toEqual([])
})
