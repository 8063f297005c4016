import { dirname, resolve } from 'node:path'
import { parseCompose } from '../../../core/compose/parse-compose.ts'
import type { Problem } from '../../../core/compose/problem.ts'
import { lineColumn } from '../../../core/errors/code-frame.ts'
import { KernelError } from '../../../core/errors/kernel-error.ts'
import { type CheckOptions, checkCompose } from '../../../core/lint/check-compose.ts'
import type { Manifest } from '../../../core/manifest/read-manifest.ts'
import type { CommandRunner } from './command.ts'
import { EXIT } from './exit-code.ts'
import { describedFolders, findComposes } from './find-composes.ts'
import { ErrorScreen, writeResult } from './output.ts'
import { type CheckedFile, checkDescriptors } from './packages/check-descriptor.ts'
import { checkWorkspaces } from './packages/check-workspaces.ts'
import { portablePath } from './permission-flags.ts'
import { readProjectManifest } from './project.ts'
import { problemSummary, problemText } from './read-document.ts'
import { readNamedFile } from './read-target.ts'
import { createRegistries, type Registries } from './registries.ts'
import { UsageError } from './usage-error.ts'

/** `lcod check [PATH…]` */
export const checkCommand: CommandRunner = async (parsed) => {
  const paths = parsed.positionals.length === 0 ? ['.'] : parsed.positionals
  const files = await findComposes(paths)
  const folders = await describedFolders(paths, files)
  if (files.length === 0 && folders.length === 0)
    throw new UsageError(`No compose and no lcp.toml found in ${paths.map((path) => `"${path}"`).join(', ')}`)
  const checked: CheckedFile[] = []
  const registries = createRegistries(parsed)
  for (const file of files) checked.push(await checkFile(file, registries))
  const count = checked.length === 0 ? folders.length : checked.length
  checked.push(...(await checkDescriptors(folders)), ...(await checkWorkspaces(paths)))
  const problems = checked.flatMap((one) => one.problems)
  if (parsed.has('json'))
    await writeResult(`${JSON.stringify({ files, problems: checked.flatMap(problemRecords) }, null, 2)}\n`)
  else report(checked, problems, count)
  return problems.some((problem) => problem.severity === 'error') ? EXIT.usage : EXIT.success
}

async function checkFile(file: string, registries: Registries): Promise<CheckedFile> {
  const text = await readNamedFile(file, 'the compose')
  const compose = parseCompose(text, { file })
  const folder = portablePath(dirname(resolve(file)))
  const manifest = await usableManifest(folder)
  if (compose.root === undefined || manifest === 'broken') return { file, text, problems: compose.problems }
  const registry = await registries(folder, manifest)
  return { file, text, problems: checkCompose(compose, { file, registry, ...declarations(manifest) }) }
}

/** What a manifest says of the compose beside it. */
export function declarations(manifest: Manifest | undefined): Partial<Omit<CheckOptions, 'file' | 'registry'>> {
  if (manifest === undefined) return {}
  const { context, inputs, inputSchema, outputs } = manifest
  return { context, inputs, outputs, ...(inputSchema === undefined ? {} : { inputSchema }) }
}

/** The manifest of a folder; what is wrong with a broken one is told by `checkDescriptor`. */
export async function usableManifest(folder: string): Promise<Manifest | 'broken' | undefined> {
  try {
    return await readProjectManifest(folder)
  } catch (error) {
    if (error instanceof KernelError) return 'broken'
    throw error
  }
}

function report(checked: readonly CheckedFile[], problems: readonly Problem[], count: number): void {
  const screen = new ErrorScreen()
  for (const { text, problems: own } of checked) {
    screen.write(own.map((problem) => problemText(problem, text, screen.colour)).join(''))
  }
  screen.write(`${count} ${count === 1 ? 'file' : 'files'} checked: ${problemSummary(problems)}\n`)
}

/** Problems with their line and column, for programs. */
function problemRecords({ file, text, problems }: CheckedFile): object[] {
  return problems.map((problem) => ({
    ...problem,
    file,
    ...(problem.source === undefined ? {} : lineColumn(text, problem.source.start)),
  }))
}
