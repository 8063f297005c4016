/**
 * Memory and time of a download to a file: 256 MB from a server on loopback, streamed to disk.
 *
 *     npm run bench -- http-download
 */
import { fork } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createNodeHost } from '../adapters/node/index.ts'
import { composeFromValue } from '../core/compose/compose-from-value.ts'
import { createKernel } from '../core/kernel.ts'
import { ALL_PERMISSIONS } from '../core/permissions/permissions.ts'
import { type BenchRow, report } from './report.ts'

const MIB = 1024 * 1024
const SIZE = 256 * MIB
const CHUNK = Buffer.alloc(MIB, 'x')
const MAX_GROWTH_MIB = 48

/** The server has a process of its own: its memory is not what is measured. */
function serve(): void {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-length': SIZE })
    let left = SIZE
    const send = () => {
      while (left > 0) {
        left -= CHUNK.length
        if (!response.write(CHUNK)) {
          response.once('drain', send)
          return
        }
      }
      response.end()
    }
    send()
  })
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
}

async function measure(port: number): Promise<BenchRow[]> {
  const cwd = mkdtempSync(join(tmpdir(), 'lcod-download-'))
  try {
    const kernel = createKernel({ host: createNodeHost({ cwd }), permissions: ALL_PERMISSIONS })
    const input = { url: `http://127.0.0.1:${port}/`, path: 'file' }
    const composition = composeFromValue([{ call: 'lcod://axiom/http/download@1', in: input, out: { bytes: 'bytes' } }])
    const before = process.memoryUsage().rss
    let peak = before
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss)
    }, 5)
    const start = performance.now()
    const { bytes } = await kernel.run(composition)
    const seconds = (performance.now() - start) / 1000
    clearInterval(watch)
    const growth = peak - before
    const isWhole = bytes === SIZE && statSync(join(cwd, 'file')).size === SIZE
    if (!isWhole) throw new Error(`The file should have ${SIZE} bytes, found ${bytes}`)
    const workload = `download of ${SIZE / MIB} MiB to disk`
    return [
      {
        workload: `${workload}: memory`,
        measured: growth / MIB,
        unit: 'MiB',
        target: MAX_GROWTH_MIB,
        note: 'peak RSS',
      },
      { workload: `${workload}: rate`, measured: SIZE / MIB / seconds, unit: 'MiB/s', note: 'from loopback' },
    ]
  } finally {
    rmSync(cwd, { recursive: true, force: true })
  }
}

if (process.argv.includes('--serve')) serve()
else {
  const server = fork('scripts/run-ts.js', ['bench/http-download.ts', '--serve'])
  const port = await new Promise<number>((resolve) => server.once('message', (message) => resolve(Number(message))))
  try {
    report(await measure(port))
  } finally {
    server.kill()
  }
}
