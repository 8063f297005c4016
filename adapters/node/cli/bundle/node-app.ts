import { gzipSync } from 'node:zlib'
import { bundleReadme } from '../../../../core/bundle/bundle-readme.ts'
import { bundleToText } from '../../../../core/bundle/bundle-text.ts'
import { embedApp } from '../../../../core/bundle/embedded-app.ts'
import { writeTar } from '../../../../core/package/write-tar.ts'
import { shownPath } from '../source-texts.ts'
import { packageName } from './app-names.ts'
import { appParts, readAppPart, readNotices } from './app-parts.ts'
import type { AppSource, AppTarget } from './app-source.ts'
import { addLauncher, type Launcher } from './launcher.ts'
import { NOTICES_FILE } from './notices.ts'

const SHEBANG = '#!/usr/bin/env node\n'
const ENGINES = { node: '>=20.19' }

/** One file that holds the kernel, the sandbox of scripts and the bundle. */
export const nodeFile: AppTarget = {
  defaultOutput: (name) => `${name}.cjs`,
  async make({ name, files }, { output }) {
    const { kernel, quickjs, notices } = await readParts()
    const app = { name, notices, bundle: bundleToText(files), quickjs: quickjs.toString('base64') }
    return {
      kind: 'file',
      content: `${SHEBANG}${embedApp(kernel, app)}`,
      mode: 0o755,
      parts: appParts({ kernel: [kernel], quickjs: app.quickjs, notices }),
      start: `node ${shownPath(output)}`,
    }
  },
}

/** An npm package without dependencies: a folder, or an archive when its name ends in `.tgz`. */
export const nodePackage: AppTarget = {
  defaultOutput: (name) => `${name}.tgz`,
  async make(source, { output, launcher }) {
    const { files, parts } = await packageFiles(source, launcher)
    const place = shownPath(output)
    if (!/\.(tgz|tar\.gz)$/.test(output)) {
      return { kind: 'folder', files, parts, start: `node ${place}/${launcher?.name ?? 'app.cjs'}` }
    }
    const entries = Array.from(files, ([path, content]) => ({ path: `package/${path}`, content: Buffer.from(content) }))
    const install = `npm install ${/^[./]/.test(place) ? place : `./${place}`} && npx ${packageName(source.name)}`
    return { kind: 'file', content: gzipSync(writeTar(entries)), parts, start: install }
  },
}

/**
 * The files of the npm package: the kernel, the sandbox, and the bundle as it is.
 *
 * @param launcher What its command starts, in place of the application.
 */
export async function packageFiles({ name, bundle, files }: AppSource, launcher?: Launcher) {
  const { kernel, quickjs, notices } = await readParts()
  const command = packageName(name)
  const about = 'An LCOD application for Node: its kernel and all it needs are inside, and nothing is downloaded.'
  const commands = [`npm install ./${name}.tgz`, `npx ${command}`]
  const readme = bundleReadme(bundle, { about, commands })
  const manifest = {
    name: command,
    version: /^\d+\.\d+\.\d+/.test(bundle.manifest.version) ? bundle.manifest.version : '0.0.0',
    ...(bundle.manifest.summary === undefined ? {} : { description: bundle.manifest.summary }),
    bin: { [command]: launcher?.name ?? 'app.cjs' },
    engines: ENGINES,
  }
  const made = new Map<string, Uint8Array | string>([
    ['package.json', `${JSON.stringify(manifest, null, 2)}\n`],
    ['README.md', readme],
    [NOTICES_FILE, notices],
    ['app.cjs', `${SHEBANG}${embedApp(kernel, { name })}`],
    ['quickjs-metered.wasm', quickjs],
    ...Array.from(files, ([path, content]) => [`${name}.lcod/${path}`, content] as const),
  ])
  if (launcher !== undefined) addLauncher(made, { ...launcher, content: withShebang(launcher.content) })
  return { files: made, parts: appParts({ kernel: [kernel], quickjs, notices }) }
}

/** Without it, a shell would take the file for a script of its own. */
function withShebang(content: string): string {
  return content.startsWith('#!') ? content : `${SHEBANG}${content}`
}

async function readParts() {
  const [kernel, quickjs, notices] = await Promise.all([
    readAppPart('apps/node/app.cjs'),
    readAppPart('quickjs-metered.wasm'),
    readNotices('apps/node'),
  ])
  return { kernel: kernel.toString('utf8'), quickjs, notices }
}
