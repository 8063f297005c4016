import { realpathSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundleFromText } from '../../../../core/bundle/bundle-text.ts'
import type { EmbeddedApp } from '../../../../core/bundle/embedded-app.ts'
import { openBundle } from '../../../../core/bundle/open-bundle.ts'
import { base64ToBytes } from '../../../../core/bytes/base64.ts'
import { wasm } from '../../../quickjs/wasm-api.ts'
import { bundleJob, openBundleFolder } from '../bundle/bundle-job.ts'
import { NOTICES_FILE } from '../bundle/notices.ts'
import { lazyScripts } from '../cli-host.ts'
import { commandHelp } from '../command-help.ts'
import { commonFlags } from '../common-flags.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { parseFlags } from '../flags.ts'
import { writeResult } from '../output.ts'
import { portablePath } from '../permission-flags.ts'
import type { Job, JobTools } from '../run-job.ts'
import { runJob } from '../run-job.ts'
import { readBindings, readInput, splitInputs } from '../run-options.ts'
import { startProgram } from '../start-program.ts'
import { appCommand } from './app-command.ts'

/** Put before this text by `lcod ship` and `lcod build`. */
declare const LCOD_APP: EmbeddedApp
declare const LCOD_VERSION: string

/** An application: one bundle, run like `lcod run` runs it. */
async function main(argv: readonly string[]): Promise<ExitCode> {
  const command = appCommand(LCOD_APP.name)
  const parsed = parseFlags(argv, [...command.flags, ...commonFlags])
  if (parsed.has('help') || parsed.has('version')) {
    await writeResult(parsed.has('help') ? commandHelp(command) : `${LCOD_APP.name}, made with lcod ${LCOD_VERSION}\n`)
    return EXIT.success
  }
  if (parsed.has('notices')) {
    await writeResult(LCOD_APP.notices ?? (await readFile(join(programFolder(), NOTICES_FILE), 'utf8')))
    return EXIT.success
  }
  const pairs = splitInputs(parsed.positionals)
  return runJob({
    name: LCOD_APP.name,
    parsed,
    bindings: readBindings(parsed),
    input: (signal) => readInput(parsed, pairs, { targetIsStdin: false, signal }),
    async open(tools) {
      const job = await openApp(tools)
      return async () => job
    },
  })
}

/** Embedded or not, the bundle is where its folder would be: beside the program. */
async function openApp(tools: JobTools): Promise<Job> {
  const { name, bundle, quickjs } = LCOD_APP
  const folder = join(programFolder(), `${name}.lcod`)
  const scripts = quickjs === undefined ? undefined : lazyScripts(() => wasm.compile(decode(quickjs)))
  if (bundle === undefined) return openBundleFolder(folder, tools, scripts)
  return bundleJob(openBundle(name, bundleFromText(bundle)), portablePath(folder), tools, scripts)
}

function programFolder(): string {
  return realpathSync(dirname(fileURLToPath(import.meta.url)))
}

function decode(base64: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(base64ToBytes(base64) ?? [])
}

startProgram(main)
