import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { parse } from 'smol-toml'
import type { Checkouts } from './checkouts.ts'
import { type Lcod, resultOf } from './lcod-process.ts'
import type { Item } from './report-items.ts'

const DEPENDENCY = 'lcod://demo/dependency@1.0.0'

/** The resolver workspace on a project whose dependency is a folder, and on one whose dependency is a repository. */
export function resolverItems({ resolver, scratch }: Checkouts, lcod: Lcod): Item[] {
  const resolve = async (name: string, source: object) => {
    const folder = join(scratch, name)
    write(join(folder, 'lcp.toml'), descriptor('lcod://demo/project@1.0.0', [DEPENDENCY]))
    write(join(folder, 'resolve.config.json'), JSON.stringify({ sources: { [DEPENDENCY]: source } }))
    const words = ['run', join(resolver, 'packages/resolver'), `projectPath=${folder}`, '-A']
    const { warnings } = resultOf(await lcod.run({ cwd: folder, words }))
    if (!isDeepStrictEqual(warnings, [])) throw new Error(`expected no warnings, found ${JSON.stringify(warnings)}`)
    return lockedSource(join(folder, 'lcp.lock'))
  }
  return [
    {
      name: 'resolver workspace, dependency in a folder',
      async run() {
        const path = join(scratch, 'dependency')
        write(join(path, 'lcp.toml'), descriptor(DEPENDENCY))
        return differs(await resolve('path-project', { type: 'path', path: '../dependency' }), { type: 'path', path })
      },
    },
    {
      name: 'resolver workspace, dependency in a Git repository',
      async run() {
        const { url, commit } = repository(join(scratch, 'repository'))
        const { type, commit: locked } = await resolve('git-project', { type: 'git', url, ref: 'main' })
        return differs({ type, commit: locked }, { type: 'git', commit })
      },
    },
  ]
}

function differs(found: object, expected: object): string | undefined {
  if (isDeepStrictEqual(found, expected)) return undefined
  return `expected the lock to say ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`
}

/** Where the lock says that the one dependency of the root is. */
function lockedSource(path: string): Record<string, unknown> {
  const lock = JSON.parse(JSON.stringify(parse(readFileSync(path, 'utf8'))))
  return lock.components[0].dependencies[0].source
}

function repository(folder: string): { readonly url: string; readonly commit: string } {
  write(join(folder, 'lcp.toml'), descriptor(DEPENDENCY))
  const git = (...words: string[]) =>
    execFileSync('git', ['-C', folder, '-c', 'user.name=demo', '-c', 'user.email=demo@example.com', ...words], {
      encoding: 'utf8',
    }).trim()
  git('init', '--quiet', '--initial-branch=main')
  git('add', '.')
  git('commit', '--quiet', '--message=first')
  return { url: `file://${folder}`, commit: git('rev-parse', 'HEAD') }
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

function descriptor(id: string, requires: readonly string[] = []): string {
  return `schemaVersion = "2.0"
id = "${id}"
version = "1.0.0"
kind = "component"
summary = "Shows what the resolver does."

[deps]
requires = ${JSON.stringify(requires)}
`
}
