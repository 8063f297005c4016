import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright'
import { preview } from 'vite'
import { CHROMIUM_FLAGS, findChromium } from '../engines/chromium.ts'

const root = resolve(import.meta.dirname, '../..')
const config = { configFile: resolve(root, 'vite.config.ts'), mode: 'playground', logLevel: 'error' } as const

/** The built playground on a port of this machine, and a browser. */
export interface OpenPlayground {
  /** Address of the page. */
  readonly url: string
  /** A page in a profile of its own; errors of the page end up in `failures`. */
  visit(options?: VisitOptions): Promise<Visit>
  close(): Promise<void>
}

export interface VisitOptions {
  readonly url?: string
  readonly colours?: 'dark' | 'light'
  readonly width?: number
  readonly height?: number
  /** Device pixels per pixel. Default 1. */
  readonly scale?: number
  /** Changes the browser before the page is opened. */
  readonly prepare?: (context: BrowserContext) => Promise<unknown>
  /** Whether to wait until the page can be worked with. Default true. */
  readonly awaitReady?: boolean
}

export interface Visit {
  readonly page: Page
  readonly context: BrowserContext
  /** Errors that the page did not catch, and what the content policy refused. */
  readonly failures: string[]
}

/**
 * Builds the playground into a folder of its own, serves it, and starts Chromium.
 *
 * @param folder where the build already is; it is then neither made nor removed.
 */
export async function openPlayground(folder?: string): Promise<OpenPlayground> {
  const executablePath = findChromium()
  if (executablePath === null) throw new Error('Chromium is not installed')
  const outDir = folder ?? (await mkdtemp(join(tmpdir(), 'lcod-playground-')))
  if (folder === undefined) await buildInto(outDir)
  const headers = await headersOf(outDir)
  const server = await preview({ ...config, build: { outDir }, preview: { port: 0, host: '127.0.0.1', headers } })
  const browser: Browser = await chromium.launch({ executablePath, args: [...CHROMIUM_FLAGS] })
  const address = server.httpServer.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port')
  const url = `http://127.0.0.1:${address.port}/`
  return {
    url,
    async visit(options = {}) {
      const { width = 1440, height = 900, scale = 1, colours = 'dark' } = options
      const viewport = { width, height }
      const context = await browser.newContext({ viewport, deviceScaleFactor: scale, colorScheme: colours })
      await options.prepare?.(context)
      const page = await context.newPage()
      const failures: string[] = []
      page.on('pageerror', (error) => failures.push(error.message))
      page.on('console', (message) => {
        if (/Content Security Policy/.test(message.text())) failures.push(message.text())
      })
      await page.goto(options.url ?? url)
      if (options.awaitReady === false) return { page, context, failures }
      await page.getByRole('button', { name: 'Run', exact: true }).and(page.locator(':enabled')).waitFor()
      return { page, context, failures }
    },
    async close() {
      await browser.close()
      await server.close()
      if (folder === undefined) await rm(outDir, { recursive: true, force: true })
    },
  }
}

/** The headers that static hosts read from the build: with them the policy holds for the workers too. */
async function headersOf(outDir: string): Promise<Record<string, string>> {
  const lines = (await readFile(join(outDir, '_headers'), 'utf8')).split('\n').filter((line) => line.startsWith('  '))
  return Object.fromEntries(lines.map((line) => line.trim().split(/:\s+(.*)/s)))
}

/** In a process of its own: inside a test run Vite would build for tests. */
async function buildInto(outDir: string): Promise<void> {
  const vite = resolve(root, 'node_modules/vite/bin/vite.js')
  const options = ['--mode', 'playground', '--outDir', outDir, '--emptyOutDir', '--logLevel', 'error']
  const env = { ...process.env, NODE_ENV: 'production' }
  await promisify(execFile)(process.execPath, [vite, 'build', ...options], { cwd: root, env })
}
