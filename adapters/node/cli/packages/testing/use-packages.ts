import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { composeText, descriptorText } from '../../../../../core/resolve/testing/memory-project.ts'
import { listen } from '../../../../git/testing/git-server.ts'
import { TestRepository } from '../../../../git/testing/real-git.ts'
import { buildCli, type Cli } from '../../testing/build-cli.ts'
import type { Finished } from '../../testing/finished.ts'

/** The command, and a folder for each test with a project in `app`; everything is gone when the test is over. */
export interface PackageFixture {
  readonly cli: Cli
  readonly folder: string
  /** Writes files by their paths below the folder. */
  put(files: Readonly<Record<string, string | Uint8Array>>): void
  /** Text of a file below the folder. */
  text(name: string): string
  has(name: string): boolean
  /** A project in `app` that calls `lcod://demo/dep@1` and gets it as `config` says. */
  project(config: object, more?: Readonly<Record<string, string | Uint8Array>>): void
  /** Runs the command in `app`. */
  lcod(...words: string[]): Promise<Finished>
  /** Runs the command in another folder below the test's. */
  lcodIn(folder: string, ...words: string[]): Promise<Finished>
  /** What a run of the project printed. */
  ran(...words: string[]): Promise<unknown>
  /** Serves on loopback until the test is over. */
  serve(listener: RequestListener): Promise<string>
  /** Serves texts by path; anything else is a 404. */
  serveFiles(files: Readonly<Record<string, string | Uint8Array>>): Promise<string>
  repository(): TestRepository
  /** Something to be closed when the test is over. */
  onEnd(close: () => unknown): void
}

/** `lcp.toml` and `compose.yaml` of a component that gives a text, in a folder. */
export function componentFiles(folder: string, text: string, id = 'lcod://demo/dep@1.2.0'): Record<string, string> {
  return { [`${folder}/lcp.toml`]: descriptorText(id), [`${folder}/compose.yaml`]: composeText(text) }
}

/** Call at the top of a test file. */
export function usePackages(): PackageFixture {
  let cli: Cli | undefined
  let folder = ''
  const closers: Array<() => unknown> = []
  beforeAll(async () => {
    cli = await buildCli()
  }, 60_000)
  afterAll(() => cli?.remove())
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'lcod-packages-')))
    mkdirSync(join(folder, 'app'))
  })
  afterEach(async () => {
    for (const close of closers.splice(0)) await close()
    rmSync(folder, { recursive: true, force: true })
  })
  const built = () => {
    if (cli === undefined) throw new Error('The command is built before the first test')
    return cli
  }
  const fixture: PackageFixture = {
    get cli() {
      return built()
    },
    get folder() {
      return folder
    },
    put(files) {
      for (const [name, content] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, name)), { recursive: true })
        writeFileSync(join(folder, name), content)
      }
    },
    text: (name) => readFileSync(join(folder, name), 'utf8'),
    has: (name) => existsSync(join(folder, name)),
    project(config, more = {}) {
      fixture.put({
        'app/lcp.toml': descriptorText('lcod://demo/app@1.0.0', ['lcod://demo/dep@1']),
        'app/compose.yaml': 'compose:\n  - call: lcod://demo/dep@1\n    out: { text: text }\n',
        'app/resolve.config.json': JSON.stringify(config),
        ...more,
      })
    },
    lcod: (...words) => fixture.lcodIn('app', ...words),
    lcodIn: (name, ...words) => built().run(words, { cwd: join(folder, name), env: { HOME: folder } }),
    async ran(...words) {
      const { stdout, stderr } = await fixture.lcod('run', '.', ...words)
      return stdout === '' ? stderr : JSON.parse(stdout)
    },
    async serve(listener) {
      const server = await listen(listener)
      closers.push(() => server.close())
      return server.url
    },
    serveFiles: (files) =>
      fixture.serve((request, response) => {
        const content = files[request.url ?? '']
        response.writeHead(content === undefined ? 404 : 200).end(content)
      }),
    repository() {
      const repository = new TestRepository()
      closers.push(() => repository.remove())
      return repository
    },
    onEnd: (close) => closers.push(close),
  }
  return fixture
}
