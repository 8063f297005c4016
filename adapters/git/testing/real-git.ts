import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Why tests against the real Git are skipped; `undefined` where it is installed with its HTTP server. */
export const missingGit: string | undefined = findMissing()

function findMissing(): string | undefined {
  const found = spawnSync('git', ['--exec-path'], { encoding: 'utf8' })
  if (found.status !== 0) return 'git is not installed'
  const programs = readdirSync(found.stdout.trim())
  return programs.some((name) => name.startsWith('git-http-backend')) ? undefined : 'git has no http-backend here'
}

/** What Git sees of the environment: nothing that a user has set. */
export function gitEnvironment(): NodeJS.ProcessEnv {
  const person = { NAME: 'Ada', EMAIL: 'ada@example.com', DATE: '2024-01-02T03:04:05Z' }
  const names = Object.entries(person).flatMap(([key, value]) =>
    ['AUTHOR', 'COMMITTER'].map((role) => [`GIT_${role}_${key}`, value]),
  )
  return {
    PATH: process.env['PATH'],
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    HOME: tmpdir(),
    ...Object.fromEntries(names),
  }
}

/** A repository of the real Git in a temporary folder. */
export class TestRepository {
  readonly path = realpathSync(mkdtempSync(join(tmpdir(), 'lcod-git-')))

  constructor() {
    this.git('init', '--quiet', '--initial-branch=main')
  }

  /** Runs Git here and gives what it printed, without the line end. */
  git(...words: string[]): string {
    return this.gitWith('', ...words)
  }

  gitWith(input: string, ...words: string[]): string {
    const options = { cwd: this.path, env: gitEnvironment(), input, encoding: 'utf8' as const }
    return execFileSync('git', words, { ...options, stdio: ['pipe', 'pipe', 'pipe'] }).trim()
  }

  /** Commits files given by content, through the index alone, and gives the commit. */
  commit(message: string, files: Readonly<Record<string, string>>): string {
    for (const [path, content] of Object.entries(files)) {
      const blob = this.gitWith(content, 'hash-object', '-w', '--stdin')
      this.git('update-index', '--add', '--cacheinfo', `100644,${blob},${path}`)
    }
    this.git('commit', '--quiet', '--allow-empty', '--message', message)
    return this.git('rev-parse', 'HEAD')
  }

  /** Writes a tree that Git itself would refuse to make, and commits it to `branch`. */
  commitTree(branch: string, entries: ReadonlyArray<readonly [mode: string, name: string, oid: string]>): string {
    const bytes = entries.map(([mode, name, oid]) =>
      Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(oid, 'hex')]),
    )
    const options = { cwd: this.path, env: gitEnvironment(), input: Buffer.concat(bytes), encoding: 'utf8' as const }
    const words = ['hash-object', '-w', '--literally', '-t', 'tree', '--stdin']
    const tree = execFileSync('git', words, options).trim()
    const commit = this.git('commit-tree', tree, '-m', branch)
    this.git('update-ref', `refs/heads/${branch}`, commit)
    return commit
  }

  /** Every file of a folder, for a host in memory. */
  snapshot(): Record<string, Uint8Array> {
    const names = readdirSync(this.path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    const paths = names.map((entry) => join(entry.parentPath, entry.name))
    return Object.fromEntries(paths.map((path) => [path, new Uint8Array(readFileSync(path))]))
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true })
  }
}
