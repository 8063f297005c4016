/**
 * How large the bundles are, minified and compressed.
 *
 * `npm run bench sizes` or `node scripts/run-ts.js bench/sizes.ts [--json]`.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { type BenchRow, report } from './report.ts'

const root = resolve(import.meta.dirname, '..')

/** What an embedder imports: composes as values and components of its own, or everything. */
const ENGINE = `export * from './core/engine.ts'`
const LIBRARY = `
  export { createKernel } from './core/kernel.ts'
  export { composeFromValue } from './core/compose/compose-from-value.ts'`

const rows: BenchRow[] = [
  {
    workload: 'engine without YAML parser and sandbox',
    measured: await bundleSize(ENGINE),
    unit: 'KB gz',
    target: 60,
    note: 'kernel, operators, permissions, trace',
  },
  {
    workload: 'the same with the standard library',
    measured: await bundleSize(LIBRARY, ['yaml']),
    unit: 'KB gz',
    note: 'parsers for CSV and TOML included',
  },
  ...workerRows(),
]
report(rows)

async function bundleSize(contents: string, external: string[] = []): Promise<number> {
  const { outputFiles } = await build({
    external,
    stdin: { contents, resolveDir: root, loader: 'ts' },
    bundle: true,
    format: 'esm',
    minify: true,
    target: 'es2022',
    conditions: ['workerd', 'worker', 'browser'],
    write: false,
  })
  return compressed(outputFiles[0]?.contents ?? new Uint8Array())
}

/** What `wrangler deploy` would upload. */
function workerRows(): BenchRow[] {
  const folder = mkdtempSync(join(tmpdir(), 'lcod-upload-'))
  try {
    const wrangler = join(root, 'node_modules/.bin/wrangler')
    const { status, stderr } = spawnSync(wrangler, ['deploy', '--dry-run', '--outdir', folder], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, WRANGLER_SEND_METRICS: 'false', CLOUDFLARE_CF_FETCH_ENABLED: 'false' },
    })
    if (status !== 0) throw new Error(`wrangler ended with ${status}: ${stderr}`)
    const uploaded = readdirSync(folder).filter((name) => /\.(js|wasm)$/.test(name))
    const sizes = uploaded.map((name) => ({ name, size: compressed(readFileSync(join(folder, name))) }))
    const total = sizes.reduce((sum, { size }) => sum + size, 0)
    const quickJs = sizes.find(({ name }) => name.endsWith('.wasm'))?.size ?? Number.NaN
    return [
      {
        workload: 'whole Worker upload',
        measured: total,
        unit: 'KB gz',
        target: 700,
        note: 'wrangler deploy --dry-run',
      },
      { workload: 'of which QuickJS', measured: quickJs, unit: 'KB gz', note: 'the metered module' },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function compressed(bytes: Uint8Array): number {
  return gzipSync(bytes, { level: 9 }).length / 1024
}
