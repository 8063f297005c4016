import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import type { Engine } from './engine.ts'
import { findProgram } from './find-program.ts'
import { startWebDriver, type WebDriverSession } from './webdriver.ts'

const MINI_BROWSERS = ['4.1', '6.0', '4.0'].flatMap((version) => [
  `/usr/lib/x86_64-linux-gnu/webkit2gtk-${version}/MiniBrowser`,
  `/usr/lib/aarch64-linux-gnu/webkit2gtk-${version}/MiniBrowser`,
  `/usr/libexec/webkit2gtk-${version}/MiniBrowser`,
])

interface WebKitPrograms {
  readonly driver: string
  readonly browser: string
  /** Absent when there is a display already. */
  readonly display?: string
}

/** WebKitGTK's programs, or what is missing. */
function findWebKit(): WebKitPrograms | string {
  const driver = findProgram(['WebKitWebDriver'])
  if (driver === null) return 'WebKitWebDriver is not installed'
  const browser = findProgram(MINI_BROWSERS)
  if (browser === null) return "WebKitGTK's MiniBrowser is not installed"
  if (process.env['DISPLAY']) return { driver, browser }
  const display = findProgram(['xvfb-run'])
  return display === null ? 'There is no display, and xvfb-run is not installed' : { driver, browser, display }
}

/** WebKitGTK through its own WebDriver, under Xvfb where there is no display. */
export const webkitEngine: Engine = {
  name: 'webkit',
  missing() {
    const found = findWebKit()
    return typeof found === 'string' ? found : null
  },
  async open(url) {
    const found = findWebKit()
    if (typeof found === 'string') throw new Error(found)
    const port = await freePort()
    const process = startDriver(found, port)
    try {
      const session = await connect(`http://127.0.0.1:${port}`, found.browser, process)
      await session.open(url)
      return {
        evaluate: session.evaluate,
        async close() {
          await session.end().catch(() => undefined)
          await stop(process)
        },
      }
    } catch (error) {
      await stop(process)
      throw error
    }
  },
}

function startDriver({ driver, display }: WebKitPrograms, port: number): ChildProcess {
  const command = [driver, `--port=${port}`, '--host=127.0.0.1']
  const [program, ...args] = display === undefined ? command : [display, '-a', ...command]
  const env = {
    ...process.env,
    // Its sandbox needs namespaces that containers do not give; there is no GPU to render with.
    WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
    WEBKIT_DISABLE_DMABUF_RENDERER: '1',
    LIBGL_ALWAYS_SOFTWARE: '1',
  }
  // A group of its own: the driver, the browser and the display end together.
  return spawn(program ?? driver, args, { env, stdio: 'ignore', detached: true })
}

async function connect(base: string, binary: string, driver: ChildProcess): Promise<WebDriverSession> {
  const browserOptions = { binary, args: ['--automation'] }
  const capabilities = {
    browserName: 'MiniBrowser',
    'webkitgtk:browserOptions': browserOptions,
    timeouts: { script: 600_000 },
  }
  for (let attempt = 0; attempt < 100; attempt++) {
    if (driver.exitCode !== null) throw new Error(`WebKitWebDriver ended with code ${driver.exitCode}`)
    const ready = await fetch(`${base}/status`).then(
      (response) => response.ok,
      () => false,
    )
    if (ready) return await startWebDriver(base, capabilities)
    await wait(100)
  }
  throw new Error('WebKitWebDriver did not answer')
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  process.kill(-child.pid, 'SIGTERM')
  await ended
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('There is no free port')
  return address.port
}
