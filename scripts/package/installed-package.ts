import { execFile } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const ROOT = resolve(import.meta.dirname, '../..')

/** What `package.json` says of an entry point that is a module. */
export interface EntryPoint {
  readonly types: string
  /** For Node: few, large files. */
  readonly node: string
  /** For bundlers: a file per module. */
  readonly default: string
}

/** A project of somebody who installed this package, in a temporary folder. */
export interface InstalledPackage {
  /** The project. */
  readonly folder: string
  /** The package in its `node_modules`. */
  readonly root: string
  /** By the name that is imported: `lcod-universal/node`. */
  readonly entryPoints: Readonly<Record<string, EntryPoint>>
  remove(): void
}

/**
 * Builds library and types from the sources, and puts them where `npm install` would, with the dependencies that
 * `package.json` names and no others: what works here works for users.
 *
 * @throws {Error} with what the builds wrote, when one fails.
 */
export async function installPackage(): Promise<InstalledPackage> {
  const folder = mkdtempSync(join(tmpdir(), 'lcod-package-'))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  try {
    return { ...(await install(folder)), remove }
  } catch (error) {
    remove()
    throw error
  }
}

async function install(folder: string): Promise<Omit<InstalledPackage, 'remove'>> {
  const { name, exports, dependencies } = readManifest()
  const modules = join(folder, 'node_modules')
  const root = join(modules, name)
  mkdirSync(root, { recursive: true })
  copyFileSync(join(ROOT, 'package.json'), join(root, 'package.json'))
  for (const dependency of [...Object.keys(dependencies), '@types/node']) link(modules, dependency)
  const dist = join(root, 'dist')
  await build('vite/bin/vite.js', 'build', '--logLevel', 'error', '--outDir', dist, '--emptyOutDir')
  await build('typescript/bin/tsc', '-p', 'tsconfig.types.json', '--outDir', join(dist, 'types'))
  await build('typescript/bin/tsc', '-p', 'tsconfig.types.web.json', '--outDir', join(dist, 'types'))
  const entries = Object.entries(exports).filter((entry): entry is [string, EntryPoint] => typeof entry[1] === 'object')
  return {
    folder,
    root,
    entryPoints: Object.fromEntries(entries.map(([path, entry]) => [name + path.slice(1), entry])),
  }
}

interface Manifest {
  readonly name: string
  readonly exports: Readonly<Record<string, EntryPoint | string>>
  readonly dependencies: Readonly<Record<string, string>>
}

function readManifest(): Manifest {
  return JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Manifest
}

function link(modules: string, dependency: string): void {
  const place = join(modules, dependency)
  mkdirSync(dirname(place), { recursive: true })
  symlinkSync(join(ROOT, 'node_modules', dependency), place)
}

async function build(tool: string, ...words: readonly string[]): Promise<void> {
  try {
    await run(process.execPath, [join(ROOT, 'node_modules', tool), ...words], { cwd: ROOT })
  } catch (cause) {
    const written = isFailure(cause) ? cause.stdout + cause.stderr : ''
    throw new Error(`${tool} ${words.join(' ')} failed\n${written}`, { cause })
  }
}

const isFailure = (thrown: unknown): thrown is { readonly stdout: string; readonly stderr: string } =>
  thrown instanceof Error && 'stdout' in thrown && 'stderr' in thrown
