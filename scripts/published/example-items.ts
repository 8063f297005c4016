import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { type Lcod, resultOf } from './lcod-process.ts'
import type { Item } from './report-items.ts'

interface Example {
  /** Folder below `examples`. */
  readonly folder: string
  /** What follows `lcod`; the folder of the example is the working directory. */
  readonly words?: readonly string[]
  readonly stdin?: string
  /** Fields of the result and what they hold. */
  readonly expected: Readonly<Record<string, unknown>>
  /** Field whose tables name files that the run has written. */
  readonly writes?: string
}

/** A stream has no JSON: the checker makes one and runs the example with it. */
const STREAM_CHECK = `compose:
  - call: lcod://tooling/test_checker@1
    in:
      composeRef: { path: compose.yaml }
      input: { attempts: [1, 2, 3, 4] }
      streams: [{ target: numbers.stream, encoding: utf-8, chunks: ["ab", "cd"] }]
      expected: { results: ["ab", "cd"] }
    out: { success: success }
`

const EXAMPLES: readonly Example[] = [
  { folder: 'demo/my_weather', expected: { city: 'Paris', tempC: 21 } },
  {
    folder: 'flow/foreach_demo',
    words: ['run', '.', 'numbers:=[1,2,3]', '-A'],
    expected: { results: [1, 2, 3] },
  },
  {
    folder: 'flow/foreach_ctrl_demo',
    words: ['run', '.', 'numbers:=[1,2,3,8,9,5]', '-A'],
    expected: { results: [1, 3] },
  },
  { folder: 'flow/foreach_stream_demo', words: ['run', '-', '-A'], stdin: STREAM_CHECK, expected: { success: true } },
  { folder: 'tooling/resolver', expected: { lockPath: 'lcp.lock' } },
  {
    folder: 'tooling/mcp_scaffold_demo',
    words: ['run', 'compose.yaml', '--input', 'state.json', '-A'],
    expected: { componentId: 'lcod://demo/example@0.1.0' },
    writes: 'scaffold',
  },
]

/** The examples that are composes; those that are descriptors alone have nothing to run. */
export function exampleItems(spec: string, lcod: Lcod): Item[] {
  return EXAMPLES.map(({ folder, words = ['run', '.', '-A'], stdin, expected, writes }) => ({
    name: `examples/${folder}`,
    async run() {
      const cwd = join(spec, 'examples', folder)
      const result = resultOf(await lcod.run({ cwd, words, ...(stdin === undefined ? {} : { stdin }) }))
      for (const [name, value] of Object.entries(expected)) {
        if (isDeepStrictEqual(result[name], value)) continue
        return `expected ${name} to be ${JSON.stringify(value)}, found ${JSON.stringify(result[name])}`
      }
      return writes === undefined ? undefined : missingFile(result[writes])
    },
  }))
}

function missingFile(paths: unknown): string | undefined {
  const named = Object.values(typeof paths === 'object' && paths !== null ? paths : {}).map(String)
  if (named.length === 0) return 'expected the result to name files, found none'
  const missing = named.find((path) => !existsSync(path))
  return missing === undefined ? undefined : `expected the run to write ${missing}`
}
