import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { buildCli, type Cli } from './build-cli.ts'

/** The command and a folder for the files of one test file; both are gone when it is over. */
export interface CliFixture {
  /** Valid while tests run. */
  readonly cli: Cli
  readonly folder: string
  /** Writes a file below the folder; gives its path. */
  file(name: string, text: string): string
}

/** Call at the top of a test file. */
export function useCli(): CliFixture {
  let cli: Cli | undefined
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'lcod-cli-')))
  beforeAll(async () => {
    cli = await buildCli()
  })
  afterAll(() => {
    cli?.remove()
    rmSync(folder, { recursive: true, force: true })
  })
  return {
    folder,
    get cli() {
      if (cli === undefined) throw new Error('The command is built before the first test')
      return cli
    },
    file(name, text) {
      const path = join(folder, name)
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, text)
      return path
    },
  }
}

/** A compose that says back what it is given as `name`. */
export const echoCompose = `
compose:
  - call: lcod://impl/echo@1
    in: { value: $.name }
    out: { said: val }
`
