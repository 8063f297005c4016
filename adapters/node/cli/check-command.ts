import { dirname, resolve } from 'node:path'
import { parseCompose } from '../../../core/compose/parse-compose.ts'
import type { Problem } from '../../../core/compose/problem.ts'
import { lineColumn } from '../../../core/errors/code-frame.ts'
import { KernelError } from '../../../core/errors/kernel-error.ts'
import { type CheckOptions, checkCompose } from '../../../core/lint/check-compose.ts'
import type { Manifest } from '../../../core/manifest/read-manifest.ts'
import { RegistryScope } from '../../../core/resolve/registry.ts'
import { standardComponents } from '../../../core/standard-components.ts'
import { createNodeEnv, createNodeFiles } from '../index.ts'
import type { CommandRunner } from './command.ts'
import { EXIT } from './exit-code.ts'
import { findComposes } from './find-composes.ts'
import type { ParsedArguments } from './flags.ts'
import { ErrorScreen, writeResult } from './output.ts'
import { checkDescriptor } from './packages/check-descriptor.ts'
import { type CheckedFile, checkWorkspaces } from './packages/check-workspaces.ts'
import { portablePath } from './permission-flags.ts'
import { componentFolders, readProjectManifest } from './project.ts'
import { problemSummary, problemText } from './read-document.ts'
import { readNamedFile } from './read-target.ts'
import { UsageError } from './usage-error.ts'

/** `lcod check [PATH…]` */
export const checkCommand: CommandRunner = async (parsed) => {
  const paths = parsed.positionals.length === 0 ? ['.'] : parsed.positionals
  const files = await findComposes(paths)
  if (files.length === 0) throw new UsageError(`No compose found in ${paths.map((path) => `"${path}"`).join(', ')}`)
  const checked: CheckedFile[] = []
  for (const file of files) checked.push(await checkFile(file, parsed))
  const composes = checked.length
  for (const folder of new Set(files.map((file) => portablePath(dirname(resolve(file)))))) {
    const descriptor = await checkDescriptor(folder)
    if (descriptor !== undefined && descriptor.problems.length > 0) checked.push(descriptor)
  }
  checked.push(...(await checkWorkspaces(paths)))
  const problems = checked.flatMap((one) => one.problems)
  if (parsed.has('json'))
    await writeResult(`${JSON.stringify({ files, problems: checked.flatMap(problemRecords) }, null, 2)}\n`)
  else report(checked, problems, composes)
  return problems.some((problem) => problem.severity === 'error') ? EXIT.usage : EXIT.success
}

async function checkFile(file: string, parsed: ParsedArguments): Promise<CheckedFile> {
  const text = await readNamedFile(file, 'the compose')
  const compose = parseCompose(text, { file })
  const folder = portablePath(dirname(resolve(file)))
  const manifest = await usableManifest(folder)
  if (compose.root === undefined || manifest === 'broken') return { file, text, problems: compose.problems }
  const registry = await registryFor(folder, manifest, parsed)
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

function report(checked: readonly CheckedFile[], problems: readonly Problem[], composes: number): void {
  const screen = new ErrorScreen()
  for (const { text, problems: own } of checked) {
    screen.write(own.map((problem) => problemText(problem, text, screen.colour)).join(''))
  }
  screen.write(`${composes} ${composes === 1 ? 'file' : 'files'} checked: ${problemSummary(problems)}\n`)
}

/** Problems with their line and column, for programs. */
function problemRecords({ file, text, problems }: CheckedFile): object[] {
  return problems.map((problem) => ({
    ...problem,
    file,
    ...(problem.source === undefined ? {} : lineColumn(text, problem.source.start)),
  }))
}
