import { mkdir, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { CommandRunner } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import type { ParsedArguments } from '../flags.ts'
import { writeResult } from '../output.ts'
import { portablePath, readPermissions } from '../permission-flags.ts'
import { shownPath } from '../source-texts.ts'
import { UsageError } from '../usage-error.ts'
import { appReport, appSummary } from './app-report.ts'
import { type AppTarget, type MadeApp, readAppSource } from './app-source.ts'
import { checkRuntime } from './kernel-version.ts'
import { readLauncher } from './launcher.ts'
import { writeOutputFolder } from './output-folder.ts'

/** Runs `lcod ship` or `lcod build`: makes what `--target` says of the bundle, and writes it. */
export function makeApp(targets: Readonly<Record<string, AppTarget>>): CommandRunner {
  return async (parsed) => {
    const target = readTargetFlag(parsed, targets)
    checkRuntime(parsed)
    const launcher = await readLauncher(parsed)
    const source = await readAppSource(parsed)
    const output = portablePath(parsed.text('output') ?? target.defaultOutput(source.name))
    const made = await target.make(source, { output, launcher, net: readNet(parsed, target.grantsNet === true) })
    await writeApp(made, output)
    const { bundle, files } = source
    await writeResult(
      parsed.has('json')
        ? `${JSON.stringify(appSummary(made, { output, id: bundle.id, files }), null, 2)}\n`
        : appReport(made, { output, bundle, files, takesWords: target.takesWords !== false }),
    )
    return EXIT.success
  }
}

function readTargetFlag(parsed: ParsedArguments, targets: Readonly<Record<string, AppTarget>>): AppTarget {
  const name = parsed.text('target')
  const known = Object.keys(targets).join(', ')
  if (name === undefined) throw new UsageError('"--target" is missing', `Expected one of ${known}`)
  const target = Object.hasOwn(targets, name) ? targets[name] : undefined
  if (target === undefined) throw new UsageError(`Unknown target "${name}"`, `Expected one of ${known}`)
  return target
}

function readNet(parsed: ParsedArguments, grants: boolean): readonly string[] {
  if (!parsed.has('allow-net')) return []
  if (!grants)
    throw new UsageError('"--allow-net" is for --target web', 'Elsewhere it is granted where the application runs')
  const { net } = readPermissions(parsed, undefined)
  const hosts = Array.isArray(net) ? net : []
  const odd = hosts.find((host) => !/^(\*\.)?[\w.-]+(:\d+)?$/.test(host))
  if (hosts.length > 0 && odd === undefined) return hosts
  throw new UsageError(
    `"--allow-net" of a page names hosts, found "${odd ?? 'none'}"`,
    'Write --allow-net=api.example.com',
  )
}

async function writeApp(made: MadeApp, output: string): Promise<void> {
  if (made.kind === 'folder') return writeOutputFolder(output, made.files)
  const isFolder = await stat(output).then(
    (info) => info.isDirectory(),
    () => false,
  )
  if (isFolder) throw new UsageError(`"${shownPath(output)}" is a folder, and one file is made`, 'Name a file')
  await mkdir(dirname(output), { recursive: true })
  await writeFile(output, made.content, { mode: made.mode ?? 0o644 })
}
