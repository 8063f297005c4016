import { readFileSync } from 'node:fs'
import { dirname, extname, join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CHROMIUM_FLAGS, findChromium } from '../../../../e2e/engines/chromium.ts'
import { buildApp } from '../../../../scripts/apps/build-app.ts'
import { listen } from '../../../git/testing/git-server.ts'
import { useCli } from '../testing/use-cli.ts'
import { testProject } from './testing/test-project.ts'

const executablePath = findChromium()
const fixture = useCli()
const { folder } = fixture
const lcod = (...words: string[]) => fixture.cli.run(words, { cwd: folder, env: { HOME: folder } })
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.txt': 'text/plain',
}

let browser: Browser | undefined
let server: Awaited<ReturnType<typeof listen>> | undefined

beforeAll(async () => {
  const apps = join(dirname(fixture.cli.entry), 'apps')
  await buildApp('web-app', join(apps, 'web'))
  await buildApp('web-page', join(apps, 'web-page'))
  for (const [name, text] of Object.entries(testProject)) fixture.file(name, text)
  await lcod('resolve', 'app')
  await lcod('assemble', 'app')
  expect(await lcod('build', 'app.lcod', '--target', 'web', '--allow-net', 'api.example.com')).toMatchObject({
    code: 0,
  })
  if (executablePath === null) return
  browser = await chromium.launch({ executablePath, args: [...CHROMIUM_FLAGS] })
  // A folder of a host that knows few types and sends no policy: the page brings its own.
  server = await listen((request, response) => {
    const path = (request.url ?? '').replace(/^\/some\/folder\//, '').replace(/^$/, 'index.html')
    try {
      const content = readFileSync(join(folder, 'app-web', path))
      response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' }).end(content)
    } catch {
      response.writeHead(404).end()
    }
  })
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

async function visit(): Promise<{ readonly page: Page; readonly failures: string[] }> {
  const page = await (browser ?? (await chromium.launch())).newPage()
  const failures: string[] = []
  page.on('pageerror', (error) => failures.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') failures.push(message.text())
  })
  await page.goto(`${server?.url}/some/folder/`)
  await page.getByLabel('name', { exact: true }).waitFor()
  return { page, failures }
}

describe('lcod build --target web', () => {
  test('makes a page whose policy lets requests go where they may, and nowhere else', () => {
    const html = readFileSync(join(folder, 'app-web/index.html'), 'utf8')
    expect(html).toContain("connect-src 'self' https://api.example.com;")
    expect(html).toContain("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self';")
    expect(html).not.toMatch(/<script(?! type="module" src="page\.js">)|\son\w+=|style=/)
  })

  test('refuses grants that are no hosts, and for what has a command line', async () => {
    const build = (...words: string[]) => lcod('build', 'app.lcod', ...words)
    expect(await build('--target', 'web', '--allow-net', "x; script-src 'unsafe-inline'")).toMatchObject({ code: 2 })
    expect(await build('--target', 'node', '--allow-net', 'api.example.com')).toMatchObject({ code: 2 })
  })

  test.skipIf(executablePath === null)('runs in the page, from a folder of any host', async () => {
    const { page, failures } = await visit()
    await page.getByLabel('name', { exact: true }).fill('Ada')
    await page.getByRole('button', { name: 'Run' }).click()
    await page.getByText('Done').waitFor()
    const result = JSON.parse((await page.locator('#result').textContent()) ?? '')
    expect(result).toEqual({ text: 'Hi Ada', twice: 'Hi AdaHi Ada', asset: 'Hello', kept: 'Hi Ada' })
    expect(failures).toEqual([])
    const [notices] = await Promise.all([
      page.waitForNavigation(),
      page.getByRole('link', { name: 'Licences' }).click(),
    ])
    expect(await notices?.text()).toContain('Fabrice Bellard')
  })

  test.skipIf(executablePath === null)('tells an error as the kernel gave it', async () => {
    const { page, failures } = await visit()
    await page.getByLabel('name', { exact: true }).fill('Ada')
    await page.getByLabel('throw', { exact: true }).fill('true')
    await page.getByRole('button', { name: 'Run' }).click()
    await page.getByText('Failed: mine').waitFor()
    expect(await page.locator('#result').textContent()).toBe('No')
    expect(failures).toEqual([])
  })

  test.skipIf(executablePath === null)('tells what a page may do when something was not granted', async () => {
    const { page } = await visit()
    await page.getByLabel('name', { exact: true }).fill('Ada')
    await page.getByLabel('denied', { exact: true }).fill('true')
    await page.getByRole('button', { name: 'Run' }).click()
    await page.getByText('Failed: permission_denied').waitFor()
    const told = await page.locator('#result').textContent()
    expect(told).toContain('Reading "/etc/hosts" was not granted')
    expect(told).toContain('A page reads and writes its own files alone')
    expect(told).not.toContain('--allow-read')
  })
})
