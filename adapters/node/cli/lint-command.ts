import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { parseCompose } from '../../../core/compose/parse-compose.ts'
import type { Problem } from '../../../core/compose/problem.ts'
import { lineColumn } from '../../../core/errors/code-frame.ts'
import { checkCompose } from '../../../core/lint/check-compose.ts'
import { lint } from '../../../core/lint/lint.ts'
import { declaredLoggers, findLoggers, type UsedLogger } from '../../../core/lint/loggers.ts'
import { declarations, registryFor } from './check-command.ts'
import type { CommandRunner } from './command.ts'
import { EXIT } from './exit-code.ts'
import { findComposes } from './find-composes.ts'
import type { ParsedArguments } from './flags.ts'
import { ErrorScreen, writeResult } from './output.ts'
import { portablePath } from './permission-flags.ts'
import { readProjectManifest } from './project.ts'
import { problemSummary, problemText } from './read-document.ts'
import { readNamedFile } from './read-target.ts'
import { UsageError } from './usage-error.ts'

interface Linted {
  readonly file: string
  readonly text: string
  readonly problems: readonly Problem[]
  readonly loggers: ReadonlyArray<{ readonly name: string; readonly uses: number; readonly declared: boolean }>
}

/** `lcod lint [PATH…]` */
export const lintCommand: CommandRunner = async (parsed) => {
  const paths = parsed.positionals.length === 0 ? ['.'] : parsed.positionals
  const files = await findComposes(paths)
  if (files.length === 0) throw new UsageError(`No compose found in ${paths.map((path) => `"${path}"`).join(', ')}`)
  const linted: Linted[] = []
  for (const file of files) linted.push(await lintFile(file, parsed))
  if (parsed.has('json')) await writeResult(`${JSON.stringify({ files: linted.map(record) }, null, 2)}\n`)
  else report(linted)
  const problems = linted.flatMap((one) => one.problems)
  if (problems.some((problem) => problem.severity === 'error')) return EXIT.usage
  return problems.length > 0 ? EXIT.failure : EXIT.success
}

async function lintFile(file: string, parsed: ParsedArguments): Promise<Linted> {
  const text = await readNamedFile(file, 'the compose')
  const compose = parseCompose(text, { file })
  const folder = portablePath(dirname(resolve(file)))
  const manifest = await readProjectManifest(folder)
  const registry = await registryFor(folder, manifest, parsed)
  const problems = checkCompose(compose, { file, registry, ...declarations(manifest) })
  const { composition } = compose
  if (composition === undefined) return { file, text, problems, loggers: [] }
  const toml = manifest === undefined ? '' : await readFile(`${folder}/lcp.toml`, 'utf8')
  const context = manifest?.context
  const usedLoggers = await findLoggers({ composition, registry, context })
  const declared = declaredLoggers(toml)
  const outputs = manifest?.outputs ?? []
  const found = lint({ composition, registry, context, outputs, declaredLoggers: declared, usedLoggers })
  const names = new Set(declared?.map((logger) => logger.name))
  return { file, text, problems: [...problems, ...found], loggers: countLoggers(usedLoggers, names) }
}

function countLoggers(used: readonly UsedLogger[], declared: ReadonlySet<string>): Linted['loggers'] {
  const uses = new Map<string, number>()
  for (const name of declared) uses.set(name, 0)
  for (const { name = '(known at run time)' } of used) uses.set(name, (uses.get(name) ?? 0) + 1)
  return Array.from(uses, ([name, count]) => ({ name, uses: count, declared: declared.has(name) }))
}

function report(linted: readonly Linted[]): void {
  const screen = new ErrorScreen()
  for (const { file, text, problems, loggers } of linted) {
    screen.write(problems.map((problem) => problemText(withFile(problem, file), text, screen.colour)).join(''))
    const lines = loggers.map(({ name, uses, declared }) => {
      return `  ${name}  ${uses} ${uses === 1 ? 'use' : 'uses'}${declared ? ', declared' : ''}\n`
    })
    if (lines.length > 0) screen.write(`${file}: loggers\n${lines.join('')}`)
  }
  const problems = linted.flatMap((one) => one.problems)
  screen.write(`${linted.length} ${linted.length === 1 ? 'file' : 'files'} checked: ${problemSummary(problems)}\n`)
}

/** Problems of the manifest have no place in the compose, but belong to it. */
function withFile(problem: Problem, file: string): Problem {
  return problem.source === undefined ? { ...problem, message: `${file}: ${problem.message}` } : problem
}

function record({ file, text, problems, loggers }: Linted): object {
  return {
    file,
    loggers,
    problems: problems.map((problem) => ({
      ...problem,
      ...(problem.source === undefined ? {} : lineColumn(text, problem.source.start)),
    })),
  }
}
