import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { readTrace } from '../../../../core/trace/formats/read-trace.ts'
import { buildTraceTree, type TraceNode } from '../../../../core/trace/formats/trace-tree.ts'
import { treeText } from '../../../../core/trace/formats/tree-text.ts'
import type { CommandRunner } from '../command.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { fileReason } from '../file-reason.ts'
import type { ParsedArguments } from '../flags.ts'
import { ErrorScreen, wantsColour, writeResult } from '../output.ts'
import { UsageError } from '../usage-error.ts'
import { diffReport } from './diff-report.ts'

/** `lcod trace show FILE` and `lcod trace diff FILE FILE` */
export const traceCommand: CommandRunner = async (parsed) => {
  const [what, ...files] = parsed.positionals
  if (what === 'show') return show(files, parsed)
  if (what === 'diff') return diff(files)
  const found = what === undefined ? '' : `, found "${what}"`
  throw new UsageError(`"trace" takes show or diff${found}`, 'Write lcod trace show run.jsonl')
}

async function show(files: readonly string[], parsed: ParsedArguments): Promise<ExitCode> {
  const [file, ...rest] = files
  if (file === undefined || rest.length > 0) throw new UsageError('"trace show" takes one file')
  const run = await readRun(file)
  const colour = wantsColour(process.env, process.stdout.isTTY === true)
  await writeResult(treeText(run, { colour, values: parsed.has('values') }))
  return EXIT.success
}

async function diff(files: readonly string[]): Promise<ExitCode> {
  const [left, right, ...rest] = files
  if (left === undefined || right === undefined || rest.length > 0) throw new UsageError('"trace diff" takes two files')
  if (left === '-' && right === '-') throw new UsageError('Only one of the traces can come from standard input')
  const report = diffReport({ name: left, run: await readRun(left) }, { name: right, run: await readRun(right) })
  await writeResult(report.text)
  return report.isSame ? EXIT.success : EXIT.failure
}

async function readRun(file: string): Promise<TraceNode> {
  const { events, faults } = readTrace(await readLines(file))
  if (events.length === 0) {
    throw new UsageError(`"${file}" holds no events of a trace`, 'Record one with lcod run … --trace-file run.jsonl')
  }
  const screen = new ErrorScreen()
  const [first] = faults
  if (first !== undefined) {
    const others = faults.length > 1 ? `; so are ${faults.length - 1} more` : ''
    screen.write(`warning: Line ${first.line} of "${file}" ${first.reason} and is left out${others}\n`)
  }
  return buildTraceTree(events)
}

/** Line by line: a trace may be longer than the longest string. */
async function readLines(file: string): Promise<string[]> {
  const lines: string[] = []
  try {
    const input = file === '-' ? process.stdin : createReadStream(file)
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) lines.push(line)
  } catch (error) {
    throw new UsageError(`Cannot read the trace "${file}": ${fileReason(error)}`)
  }
  return lines
}
