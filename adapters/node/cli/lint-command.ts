import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { parseCompose } from '../../../core/compose/parse-compose.ts'
import type { Problem } from '../../../core/compose/problem.ts'
import { lineColumn } from '../../../core/errors/code-frame.ts'
import { checkCompose } from '../../../core/lint/check-compose.ts'
import { lint } from '../../../core/lint/lint.ts'
import { declaredLoggers, findLoggers, type UsedLogger } from '../../../core/lint/loggers.ts'
import { declarations, usableManifest } from './check-command.ts'
import type { CommandRunner } from './command.ts'
import { EXIT } from './exit-code.ts'
import { describedFolders, findComposes } from './find-composes.ts'
import { ErrorScreen, writeResult } from './output.ts'
import { checkDescriptors } from './packages/check-descriptor.ts'
import { checkWorkspaces } from './packages/check-workspaces.ts'
import { portablePath } from './permission-flags.ts'
import { problemSummary, problemText } from './read-document.ts'
import { readNamedFile } from './read-target.ts'
import { createRegistries, type Registries } from './registries.ts'
import { shownPath } from './source-texts.ts'
import { UsageError } from './usage-error.ts'

interface Linted {
  readonly file: string
  readonly problems: readonly Problem[]
  readonly loggers: ReadonlyArray<{ readonly name: string; readonly uses: number; readonly declared: boolean }>
}

/** `lcod lint [PATH…]` */
export const lintCommand: CommandRunner = async (parsed) => {
  const paths = parsed.positionals.length === 0 ? ['.'] : parsed.positionals
  const files = await findComposes(paths)
  const folders = await describedFolders(paths, files)
  if (files.length === 0 && folders.length === 0)
    throw new UsageError(`No compose and no lcp.toml found in ${paths.map((path) => `"${path}"`).join(', ')}`)
  const texts = new Map<string, string>()
  const linted: Linted[] = []
  const registries = createRegistries(parsed)
  for (const file of files) linted.push(await lintFile(file, registries, texts))
  const count = linted.length === 0 ? folders.length : linted.length
  for (const { file, text, problems } of [...(await checkDescriptors(folders)), ...(await checkWorkspaces(paths))]) {
    texts.set(file, text)
    linted.push({ file, problems, loggers: [] })
  }
  if (parsed.has('json')) {
    await writeResult(`${JSON.stringify({ files: linted.map((one) => record(one, texts)) }, null, 2)}\n`)
  } else report(linted, count, texts)
  const problems = linted.flatMap((one) => one.problems)
  if (problems.some((problem) => problem.severity === 'error')) return EXIT.usage
  return problems.length > 0 ? EXIT.failure : EXIT.success
}

/** @param texts Takes the texts that problems may be shown in, by file. */
async function lintFile(file: string, registries: Registries, texts: Map<string, string>): Promise<Linted> {
  const text = await readNamedFile(file, 'the compose')
  texts.set(file, text)
  const compose = parseCompose(text, { file })
  const folder = portablePath(dirname(resolve(file)))
  const manifest = await usableManifest(folder)
  const { composition } = compose
  if (manifest === 'broken') return { file, problems: compose.problems, loggers: [] }
  const registry = await registries(folder, manifest)
  const problems = checkCompose(compose, { file, registry, ...declarations(manifest) })
  if (composition === undefined) return { file, problems, loggers: [] }
  const descriptor = `${folder}/lcp.toml`
  const toml = manifest === undefined ? '' : await readFile(descriptor, 'utf8')
  texts.set(shownPath(descriptor), toml)
  const context = manifest?.context
  const usedLoggers = await findLoggers({ composition, registry, context })
  const declared = declaredLoggers(toml, shownPath(descriptor))
  const found = lint({
    composition,
    registry,
    context,
    outputs: manifest?.outputs ?? [],
    requires: manifest?.requires,
    declaredLoggers: declared,
    usedLoggers,
  })
  const names = new Set(declared?.map((logger) => logger.name))
  return { file, problems: [...problems, ...found], loggers: countLoggers(usedLoggers, names) }
}

function countLoggers(used: readonly UsedLogger[], declared: ReadonlySet<string>): Linted['loggers'] {
  const uses = new Map<string, number>()
  for (const name of declared) uses.set(name, 0)
  for (const { name = '(known at run time)' } of used) uses.set(name, (uses.get(name) ?? 0) + 1)
  return Array.from(uses, ([name, count]) => ({ name, uses: count, declared: declared.has(name) }))
}

function report(linted: readonly Linted[], count: number, texts: ReadonlyMap<string, string>): void {
  const screen = new ErrorScreen()
  for (const { file, problems, loggers } of linted) {
    const shown = problems.map((problem) =>
      problemText(problem, texts.get(problem.source?.file ?? file), screen.colour),
    )
    screen.write(shown.join(''))
    const lines = loggers.map(({ name, uses, declared }) => {
      return `  ${name}  ${uses} ${uses === 1 ? 'use' : 'uses'}${declared ? ', declared' : ''}\n`
    })
    if (lines.length > 0) screen.write(`${file}: loggers\n${lines.join('')}`)
  }
  const problems = linted.flatMap((one) => one.problems)
  screen.write(`${count} ${count === 1 ? 'file' : 'files'} checked: ${problemSummary(problems)}\n`)
}

function record({ file, problems, loggers }: Linted, texts: ReadonlyMap<string, string>): object {
  return {
    file,
    loggers,
    problems: problems.map((problem) => {
      const text = problem.source === undefined ? undefined : texts.get(problem.source.file)
      return { ...problem, ...(text === undefined ? {} : lineColumn(text, problem.source?.start ?? 0)) }
    }),
  }
}
