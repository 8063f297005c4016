import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { TraceContext } from '../../../../core/trace/trace-context.ts'
import { ErrorScreen } from '../output.ts'
import { RequestTraces } from './request-traces.ts'
import type { TraceMaker } from './trace-output.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lcod-request-traces-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const request = { method: 'GET', path: '/' }

/** Notes the files that are opened, and makes them. */
function makerOf(name: string | undefined, context?: TraceContext) {
  const opened: string[] = []
  const openWhole: TraceMaker['openWhole'] = (_parent, file) => {
    opened.push(file)
    if (name !== undefined) writeFileSync(file, '')
    return { observer: () => {}, close: () => {}, ...(context === undefined ? {} : { context }) }
  }
  const file = name === undefined ? undefined : join(folder, name)
  return { opened, maker: { file, open: openWhole, openWhole } }
}

describe('RequestTraces', () => {
  test.each([
    ['run.jsonl', 'run.0001.jsonl'],
    ['run.otlp.json', 'run.0001.otlp.json'],
    ['run', 'run.0001'],
    ['a.b.json', 'a.b.0001.json'],
  ])('writes beside %s', (name, first) => {
    const { maker, opened } = makerOf(name)
    new RequestTraces(maker, new ErrorScreen()).observe(request)
    expect(opened).toEqual([join(folder, first)])
  })

  test('keeps the last thousand files', async () => {
    const { maker, opened } = makerOf('run.jsonl')
    const traces = new RequestTraces(maker, new ErrorScreen())
    for (let count = 0; count < 1_001; count++) traces.observe(request)?.end?.()
    await traces.close()
    expect(opened.filter((file) => !existsSync(file))).toEqual([join(folder, 'run.0001.jsonl')])
  })

  test('bounds what is recorded of one request, and passes on the trace that its requests belong to', () => {
    const context = { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' }
    const observation = new RequestTraces(makerOf(undefined, context).maker, new ErrorScreen()).observe(request)
    expect(observation).toMatchObject({ traceContext: context, recording: { detail: { perMs: 0 } } })
  })
})
