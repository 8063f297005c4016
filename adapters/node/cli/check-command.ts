import { dirname, resolve } from 'node:path'
import { parseCompose } from '../../../core/compose/parse-compose.ts'
import type { Problem } from '../../../core/compose/problem.ts'
import { lineColumn } from '../../../core/errors/code-frame.ts'
import { KernelError } from '../../../core/errors/kernel-error.ts'
import { checkCalls } from '../../../core/lint/unknown-component.ts'
import type { Manifest } from '../../../core/manifest/read-manifest.ts'
import { RegistryScope } from '../../../core/resolve/registry.ts'
import { standardComponents } from '../../../core/standard-components.ts'
import { createNodeEnv, createNodeFiles } from '../index.ts'
import type { CommandRunner } from './command.ts'
import { EXIT } from './exit-code.ts'
import { findComposes } from './find-composes.ts'
import type { ParsedArguments } from './flags.ts'
import { ErrorScreen, writeResult } from './output.ts'
import { portablePath } from './permission-flags.ts'
import { componentFolders, readProjectManifest } from './project.ts'
import { problemSummary, problemText } from './read-document.ts'
import { readNamedFile } from './read-target.ts'
import { UsageError } from './usage-error.ts'

interface Checked {
  readonly file: string
  readonly text: string
  readonly problems: readonly Problem[]
}

/** `lcod check [PATH…]` */
export const checkCommand: CommandRunner = async (parsed) => {
  const paths = parsed.positionals.length === 0 ? ['.'] : parsed.positionals
  const files = await findComposes(paths)
  if (files.length === 0) throw new UsageError(`No compose found in ${paths.map((path) => `"${path}"`).join(', ')}`)
  const checked: Checked[] = []
  for (const file of files) checked.push(await checkFile(file, parsed))
  const problems = checked.flatMap((one) => one.problems)
  if (parsed.has('json'))
    await writeResult(`${JSON.stringify({ files, problems: checked.flatMap(problemRecords) }, null, 2)}\n`)
  else report(checked, problems)
  return problems.some((problem) => problem.severity === 'error') ? EXIT.usage : EXIT.success
}

async function checkFile(file: string, parsed: ParsedArguments): Promise<Checked> {
  const text = await readNamedFile(file, 'the compose')
  const { composition, problems } = parseCompose(text, { file })
  const folder = portablePath(dirname(resolve(file)))
  const manifest = await readManifestOrProblem(folder)
  if ('problem' in manifest) return { file, text, problems: [...problems, manifest.problem] }
  if (composition === undefined) return { file, text, problems }
  const registry = await registryFor(folder, manifest.manifest, parsed)
  return { file, text, problems: [...problems, ...checkCalls(composition, registry, manifest.manifest?.context)] }
}

async function readManifestOrProblem(
  folder: string,
): Promise<{ readonly manifest: Manifest | undefined } | { readonly problem: Problem }> {
  try {
    return { manifest: await readProjectManifest(folder) }
  } catch (error) {
    if (!(error instanceof KernelError)) throw error
    return { problem: { severity: 'error', code: error.code, message: error.message, pointer: '' } }
  }
}

/** What a run of the compose could call. */
export async function registryFor(
  folder: string,
  manifest: Manifest | undefined,
  parsed: ParsedArguments,
): Promise<RegistryScope> {
  const named = parsed.all('components').filter((value) => value !== true)
  const { loadComponents } = await import('../../../core/manifest/folder-loader.ts')
  const { lookupFolders } = await import('../../../core/manifest/lookup-folders.ts')
  const files = createNodeFiles()
  const first = componentFolders(named, folder, manifest)
  const found = await loadComponents({ files, folders: () => lookupFolders({ files, env: createNodeEnv(), first }) })
  return new RegistryScope(new RegistryScope(null, { components: standardComponents, sealed: true }), {
    components: found,
  })
}

function report(checked: readonly Checked[], problems: readonly Problem[]): void {
  const screen = new ErrorScreen()
  for (const { text, problems: own } of checked) {
    screen.write(own.map((problem) => problemText(problem, text, screen.colour)).join(''))
  }
  screen.write(`${checked.length} ${checked.length === 1 ? 'file' : 'files'} checked: ${problemSummary(problems)}\n`)
}

/** Problems with their line and column, for programs. */
function problemRecords({ file, text, problems }: Checked): object[] {
  return problems.map((problem) => ({
    ...problem,
    file,
    ...(problem.source === undefined ? {} : lineColumn(text, problem.source.start)),
  }))
}
