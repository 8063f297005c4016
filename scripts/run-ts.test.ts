import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const launcher = fileURLToPath(new URL('./run-ts.js', import.meta.url))
const run = (...args: string[]) => promisify(execFile)(process.execPath, [launcher, ...args])
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'run-ts-'))
  await writeFile(
    join(folder, 'part.ts'),
    'export enum Side { left = 3 }\nexport const part: string = import.meta.url\n',
  )
  await writeFile(
    join(folder, 'main.ts'),
    `import { part, Side } from './part.ts'
interface Report { readonly args: string[] }
const report: Report = { args: process.argv.slice(1) }
console.log(JSON.stringify({ ...report, part, side: Side.left }))
`,
  )
  await writeFile(join(folder, 'fails.ts'), 'type A = {\n  b: 1\n}\nthrow new Error("here")\n')
})

afterAll(() => rm(folder, { recursive: true }))

describe('run-ts.js', () => {
  it('runs TypeScript modules where they stand and hands over the arguments', async () => {
    const main = join(folder, 'main.ts')
    const { stdout } = await run(main, 'one', '--two')
    const part = pathToFileURL(join(folder, 'part.ts')).href
    expect(JSON.parse(stdout)).toEqual({ args: [main, 'one', '--two'], part, side: 3 })
  })

  it('fails with the line of the source', async () => {
    await expect(run(join(folder, 'fails.ts'))).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('fails.ts:4:7'),
    })
  })

  it('explains itself without a file', async () => {
    await expect(run()).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Usage: node scripts/run-ts.js'),
    })
  })
})
