import { bundleToText } from '../../../../core/bundle/bundle-text.ts'
import { embedApp } from '../../../../core/bundle/embedded-app.ts'
import { shownPath } from '../source-texts.ts'
import { packageName } from './app-names.ts'
import { appParts, readAppPart, readNotices } from './app-parts.ts'
import type { AppSource, AppTarget } from './app-source.ts'
import { addLauncher } from './launcher.ts'
import { NOTICES_FILE } from './notices.ts'

/** The Workers that it was tested with. */
const COMPATIBILITY_DATE = '2026-04-20'

/** Without a `wrangler.toml`: the date it would name, and no token for runs on this machine. */
const DEV_FLAGS = `--compatibility-date ${COMPATIBILITY_DATE} --var LCOD_OPEN:1`

/** A Worker: one module, and the QuickJS that the platform compiles. */
export const workerModule: AppTarget = {
  takesWords: false,
  defaultOutput: (name) => `${name}-worker`,
  async make(source, { output }) {
    const { files, parts } = await workerFiles(source)
    return { kind: 'folder', files, parts, start: `npx wrangler dev ${shownPath(output)}/worker.js ${DEV_FLAGS}` }
  },
}

/** The same with what `wrangler dev` and `wrangler deploy` need. */
export const workerProject: AppTarget = {
  takesWords: false,
  defaultOutput: (name) => `${name}-worker`,
  async make(source, { output, launcher }) {
    const { files, parts } = await workerFiles(source)
    files.set('wrangler.toml', wranglerToml(source.name, launcher?.name ?? 'worker.js'))
    if (launcher !== undefined) addLauncher(files, launcher)
    return { kind: 'folder', files, parts, start: `cd ${shownPath(output)} && npx wrangler dev --var LCOD_OPEN:1` }
  },
}

async function workerFiles({ name, files }: AppSource) {
  const [kernel, quickjs, notices] = await Promise.all([
    readAppPart('apps/worker/worker.js'),
    readAppPart('quickjs-metered.wasm'),
    readNotices('apps/worker'),
  ])
  const made = new Map<string, Uint8Array | string>([
    ['worker.js', embedApp(kernel.toString('utf8'), { name, bundle: bundleToText(files) })],
    ['quickjs-metered.wasm', quickjs],
    [NOTICES_FILE, notices],
  ])
  return { files: made, parts: appParts({ kernel: [kernel], quickjs, notices }) }
}

function wranglerToml(name: string, main: string): string {
  return `# npx wrangler dev runs it here, npx wrangler deploy puts it on Cloudflare.
name = "${packageName(name)}"
main = ${JSON.stringify(main)}
compatibility_date = "${COMPATIBILITY_DATE}"
# Tells a run that its client went away.
compatibility_flags = ["enable_request_signal"]

# POST /run asks for a token, which is a secret: npx wrangler secret put LCOD_TOKEN. With LCOD_OPEN = "1" it asks for none.
# LCOD_NET names the hosts that runs may reach, LCOD_ENV the bindings that they see as environment, both with commas.
# LCOD_INPUT is the input, as JSON, of an application that answers with HTTP routes of its own.
[vars]
LCOD_OPEN = ""
LCOD_ORIGINS = ""
LCOD_NET = ""
LCOD_ENV = ""
LCOD_INPUT = ""

# Files that outlive a run: make a bucket with npx wrangler r2 bucket create NAME, then bind it.
# [[r2_buckets]]
# binding = "LCOD_FILES"
# bucket_name = "NAME"
`
}
