/**
 * Resolves 200 components from a local list, and asks a workspace of 500 components for one: `node scripts/run-ts.js
 * bench/resolve.ts`. Prints milliseconds, the best of five.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createNodeHost } from '../adapters/node/index.ts'
import { createFolderLoader } from '../core/manifest/folder-loader.ts'
import { openProject } from '../core/resolve/open-project.ts'

const root = mkdtempSync(join(tmpdir(), 'lcod-bench-'))
const put = (name: string, text: string) => {
  mkdirSync(dirname(join(root, name)), { recursive: true })
  writeFileSync(join(root, name), text)
}
const idOf = (index: number) => `lcod://bench/c${index}@1.0.0`
const descriptor = (id: string, requires: readonly string[]) =>
  `schemaVersion = "2.0"\nid = "${id}"\nversion = "1.0.0"\nkind = "component"\nsummary = "s"\n[deps]\nrequires = ${JSON.stringify(requires)}\n`

/** Each component requires the three that follow it in a tree. */
const COUNT = 200
const lines = ['{"type":"manifest","schema":"lcod-manifest/list@1"}']
for (let index = 0; index < COUNT; index++) {
  const children = [index * 3 + 1, index * 3 + 2, index * 3 + 3].filter((child) => child < COUNT)
  put(`lib/c${index}/lcp.toml`, descriptor(idOf(index), children.map(idOf)))
  put(`lib/c${index}/compose.yaml`, 'compose: []\n')
  lines.push(JSON.stringify({ type: 'component', id: idOf(index), compose: `../lib/c${index}/compose.yaml` }))
}
put('app/lcp.toml', descriptor('lcod://bench/app@1.0.0', [idOf(0)]))
put('app/lcod.sources.jsonl', lines.join('\n'))
for (let index = 0; index < 500; index++) {
  put(`many/c${index}/lcp.toml`, descriptor(`lcod://many/c${index}@1.0.0`, []))
  put(`many/c${index}/compose.yaml`, 'compose: []\n')
}

async function best(work: () => Promise<unknown>): Promise<string> {
  let least = Number.POSITIVE_INFINITY
  for (let turn = 0; turn < 5; turn++) {
    const start = performance.now()
    await work()
    least = Math.min(least, performance.now() - start)
  }
  return least.toFixed(1)
}

const host = createNodeHost({ cwd: join(root, 'app') })
const options = { host, folder: join(root, 'app'), isBuiltIn: () => false, warn: () => {} }
try {
  const resolved = await best(async () => (await openProject(options)).resolve())
  console.log(`resolve ${COUNT} components: ${resolved} ms`)
  const files = host.files!
  console.log(
    `open 500 components: ${await best(async () => createFolderLoader({ files, folders: [join(root, 'many')] }))} ms`,
  )
  const first = await best(async () =>
    createFolderLoader({ files, folders: [join(root, 'many')] }).load('lcod://many/c7@1'),
  )
  console.log(`first of 500 components: ${first} ms`)
} finally {
  rmSync(root, { recursive: true, force: true })
}
