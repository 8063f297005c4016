/**
 * The resolver on local files: 200 components that require each other, a workspace of 500, and lists however long.
 *
 * `node scripts/run-ts.js bench/resolve.ts [--json] [rounds]`.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createNodeHost } from '../adapters/node/index.ts'
import { requirePort } from '../core/host/require-port.ts'
import { createFolderLoader } from '../core/manifest/folder-loader.ts'
import { writeLock } from '../core/resolve/lock-file.ts'
import { openProject } from '../core/resolve/open-project.ts'
import { collectGarbage } from './collect-garbage.ts'
import { median, report } from './report.ts'

const rounds = Number(process.argv.slice(2).find((word) => /^\d+$/.test(word)) ?? 9)
const root = mkdtempSync(join(tmpdir(), 'lcod-bench-'))
const put = (name: string, text: string) => {
  mkdirSync(dirname(join(root, name)), { recursive: true })
  writeFileSync(join(root, name), text)
}
const idOf = (index: number) => `lcod://bench/c${index}@1.0.0`
const descriptor = (id: string, requires: readonly string[]) =>
  `schemaVersion = "2.0"\nid = "${id}"\nversion = "1.0.0"\nkind = "component"\nsummary = "s"\n[deps]\nrequires = ${JSON.stringify(requires)}\n`
const HEADER = '{"type":"manifest","schema":"lcod-manifest/list@1"}'
const lineOf = (id: string, compose: string) => JSON.stringify({ type: 'component', id, compose })

/** Each component requires the three that follow it in a tree, and has a file beside its two. */
const COUNT = 200
const lines = [HEADER]
for (let index = 0; index < COUNT; index++) {
  const children = [index * 3 + 1, index * 3 + 2, index * 3 + 3].filter((child) => child < COUNT)
  put(`lib/c${index}/lcp.toml`, descriptor(idOf(index), children.map(idOf)))
  put(`lib/c${index}/compose.yaml`, 'compose: []\n')
  put(`lib/c${index}/schemas/in.json`, '{}\n')
  lines.push(lineOf(idOf(index), `../lib/c${index}/compose.yaml`))
}
put('app/lcp.toml', descriptor('lcod://bench/app@1.0.0', [idOf(0)]))
put('app/lcod.sources.jsonl', lines.join('\n'))
for (let index = 0; index < 500; index++) {
  put(`many/c${index}/lcp.toml`, descriptor(`lcod://many/c${index}@1.0.0`, []))
  put(`many/c${index}/compose.yaml`, 'compose: []\n')
}
for (const length of [10_000, 500_000]) {
  const others = Array.from({ length }, (_, index) => lineOf(`lcod://other/c${index}@1.0.0`, `c${index}/compose.yaml`))
  put(`long${length}/lcod.sources.jsonl`, [HEADER, ...others, lineOf(idOf(199), '../lib/c199/compose.yaml')].join('\n'))
  put(`long${length}/lcp.toml`, descriptor('lcod://bench/app@1.0.0', [idOf(199)]))
}

const host = createNodeHost({ cwd: join(root, 'app') })
const files = requirePort(host, 'files', 'the bench')
const many = () => createFolderLoader({ files, folders: [join(root, 'many')] })

async function resolve(name: string): Promise<string> {
  const options = { host, folder: join(root, name), isBuiltIn: () => false, warn: () => {} }
  return writeLock(await (await openProject(options)).resolve(), {})
}

async function timed(work: () => unknown): Promise<number> {
  const times: number[] = []
  for (let turn = -2; turn < rounds; turn++) {
    const start = performance.now()
    await work()
    if (turn >= 0) times.push(performance.now() - start)
  }
  return median(times)
}

/** MiB by which the heap is larger while something goes on than before it. */
async function heapGrowth(work: () => Promise<unknown>): Promise<number> {
  await collectGarbage()
  const before = process.memoryUsage().heapUsed
  let peak = before
  const watch = setInterval(() => {
    void collectGarbage()
    peak = Math.max(peak, process.memoryUsage().heapUsed)
  }, 20)
  await work()
  clearInterval(watch)
  return Math.max(0, peak - before) / 1024 / 1024
}

try {
  await resolve('long10000')
  report([
    {
      workload: `resolve and lock ${COUNT} components`,
      measured: await timed(() => resolve('app')),
      unit: 'ms',
      target: 300,
      note: 'files of this machine, three each, all hashed',
    },
    {
      workload: 'open a workspace of 500 components',
      measured: await timed(many),
      unit: 'ms',
      target: 50,
      note: 'before the first call: nothing is read',
    },
    {
      workload: 'its first call',
      measured: await timed(() => many().load('lcod://many/c7@1')),
      unit: 'ms',
      note: 'all manifests are read',
    },
    {
      workload: 'resolve from a list of 10,000 lines',
      measured: await timed(() => resolve('long10000')),
      unit: 'ms',
      note: 'the last line is wanted',
    },
    {
      workload: 'the same with 500,000 lines: growth of the heap',
      measured: await heapGrowth(() => resolve('long500000')),
      unit: 'MiB',
      target: 8,
      note: 'what is alive while the list is read; the list has about 40 MB',
    },
  ])
} finally {
  rmSync(root, { recursive: true, force: true })
}
