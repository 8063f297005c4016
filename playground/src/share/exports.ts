import { composeToMermaid } from '../../../core/compose/mermaid.ts'
import { parseCompose } from '../../../core/compose/parse-compose.ts'
import { chromeTrace } from '../../../core/trace/formats/chrome-trace.ts'
import { jsonlTrace } from '../../../core/trace/formats/jsonl-trace.ts'
import type { TraceFormat } from '../../../core/trace/formats/trace-format.ts'
import type { Dict } from '../../../core/values.ts'
import type { RunEnd } from '../run/run-state.ts'
import type { TraceModel } from '../trace/trace-model.ts'

/** A file to be saved. */
export interface ExportedFile {
  readonly name: string
  readonly type: string
  readonly parts: string[]
}

export function exportResult(output: Dict): ExportedFile {
  return { name: 'result.json', type: 'application/json', parts: [`${JSON.stringify(output, null, 2)}\n`] }
}

/** One event per line, as the command line writes them. */
export function exportTrace(model: TraceModel): ExportedFile {
  return { name: 'run.trace.jsonl', type: 'application/jsonl', parts: render(model, jsonlTrace()) }
}

/** For Perfetto and the DevTools. */
export function exportChromeTrace(model: TraceModel): ExportedFile {
  return { name: 'run.trace.json', type: 'application/json', parts: render(model, chromeTrace()) }
}

/** @throws {Error} when the compose has errors. */
export function exportMermaid(text: string, file: string): ExportedFile {
  const { composition } = parseCompose(text, { file })
  if (composition === undefined) throw new Error('The compose has errors, so it has no graph')
  return { name: 'compose.mmd', type: 'text/plain', parts: [composeToMermaid(composition)] }
}

/** The run as a test that `lcod test` runs: the same input has to give the same result, or the same error. */
export function exportTest(name: string, input: Dict, end: RunEnd): ExportedFile {
  const expected =
    end.kind === 'done' ? { expect: end.output } : { expectError: { code: end.error.code, message: end.error.message } }
  const test = { name, input, ...expected }
  return {
    name: `${name.replace(/[^\w-]+/g, '-') || 'run'}.json`,
    type: 'application/json',
    parts: [`${JSON.stringify(test, null, 2)}\n`],
  }
}

function render(model: TraceModel, format: TraceFormat): string[] {
  const parts: string[] = []
  for (const event of model.events.events()) parts.push(format.write(event))
  parts.push(format.end())
  return parts
}
