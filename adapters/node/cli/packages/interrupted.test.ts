import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { descriptorText } from '../../../../core/resolve/testing/memory-project.ts'
import { listen } from '../../../git/testing/git-server.ts'
import { finished } from '../testing/finished.ts'
import { useCli } from '../testing/use-cli.ts'

const fixture = useCli()
const closers: Array<() => unknown> = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

test('Ctrl+C gives up what is being fetched: code 130, nothing half written, no rows on a pipe', async () => {
  let asked: () => void = () => {}
  const firstRequest = new Promise<void>((resolve) => {
    asked = resolve
  })
  const server = await listen((_, response) => {
    response.writeHead(200, { 'content-length': '1000' }).write('id = "lcod://')
    asked()
  })
  closers.push(() => server.close())
  const folder = join(fixture.folder, 'app')
  mkdirSync(folder)
  const sources = { 'lcod://demo/dep@1': { type: 'http', url: `${server.url}/lcp.toml` } }
  writeFileSync(join(folder, 'lcp.toml'), descriptorText('lcod://demo/app@1.0.0', ['lcod://demo/dep@1']))
  writeFileSync(join(folder, 'resolve.config.json'), JSON.stringify({ sources }))
  const child = fixture.cli.start(['install'], { cwd: folder, env: { HOME: folder } })
  const ended = finished(child)
  await firstRequest
  child.kill('SIGINT')
  const { code, stdout, stderr } = await ended
  expect({ code, stdout }).toEqual({ code: 130, stdout: '' })
  expect(stderr).toBe(
    'Cancelling; press Ctrl+C again to stop at once\nerror cancelled: Execution cancelled\n  help: Run it again; nothing was left running\n',
  )
  const left = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())
  expect(left.map(({ name }) => name).sort()).toEqual(['lcp.toml', 'resolve.config.json'])
})
