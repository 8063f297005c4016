import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { BrowserContext, Page } from 'playwright'

/** Files on this machine, for one journey. */
export async function onThisMachine<T>(
  files: Readonly<Record<string, string | Uint8Array>>,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'lcod-visitor-'))
  try {
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true })
      await writeFile(join(folder, path), content)
    }
    return await use(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Drops files and folders of this machine on the page, as a person drags them there. */
export async function dropOn({ page, context }: { page: Page; context: BrowserContext }, paths: readonly string[]) {
  const browser = await context.newCDPSession(page)
  const data = { items: [], files: [...paths], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await browser.send('Input.dispatchDragEvent', { type, x: 700, y: 300, data })
  await browser.detach()
}

/** What the page gives to save when something is done. */
export async function downloadOf(page: Page, act: () => Promise<void>): Promise<{ name: string; data: Buffer }> {
  const waiting = page.waitForEvent('download')
  await act()
  const download = await waiting
  return { name: download.suggestedFilename(), data: await readFile(await download.path()) }
}
