import { join } from 'node:path'
import type { Lcod } from './lcod-process.ts'
import type { Item } from './report-items.ts'

const ROUTE = 'GET /api/catalog/items'

/** The example that serves HTTP, on the port that it names (8080): one request to its route, as a client sends it. */
export function hostingItem(spec: string, lcod: Lcod): Item {
  return {
    name: 'examples/env/http_demo',
    async run() {
      const child = lcod.start({ cwd: join(spec, 'examples/env/http_demo'), words: ['run', '.', '-A', '--serve'] })
      const ended = new Promise<void>((resolve) => child.on('close', () => resolve()))
      try {
        const { origin } = new URL(await servedUrl(child.stderr))
        const answer = await fetch(`${origin}${ROUTE.split(' ')[1]}`)
        const items: unknown = await answer.json()
        if (answer.status === 200 && Array.isArray(items) && items.length > 0) return undefined
        return `expected ${ROUTE} to give a list, found ${answer.status} ${JSON.stringify(items)}`
      } finally {
        child.kill('SIGTERM')
        await ended
      }
    },
  }
}

/** The address that the command tells once it serves. @throws {Error} with what it said, when it ends before. */
async function servedUrl(output: AsyncIterable<unknown>): Promise<string> {
  let said = ''
  for await (const chunk of output) {
    said += String(chunk)
    const url = /^Serving (\S+)/m.exec(said)?.[1]
    if (url !== undefined) return url
  }
  throw new Error(said)
}
