import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EngineName } from '../../e2e/engines/engine.ts'
import { openPage, waitForReport } from '../../e2e/engines/open-page.ts'
import { type ServedPage, servePage } from '../../e2e/engines/serve-page.ts'
import { testedEngines } from '../../e2e/engines/tested-engines.ts'

/** Cases of a group that ran; a group may be skipped only where the engine lacks the storage. */
const EXPECTED: Readonly<Record<string, { least: number; mayLack: readonly EngineName[] }>> = {
  'files: opfs, sync': { least: 40, mayLack: ['webkit'] },
  'files: opfs, stream': { least: 40, mayLack: ['webkit'] },
  'files: indexeddb': { least: 40, mayLack: [] },
  store: { least: 8, mayLack: [] },
  clock: { least: 5, mayLack: [] },
  random: { least: 3, mayLack: [] },
  listen: { least: 6, mayLack: [] },
  'crash and tabs: opfs': { least: 7, mayLack: ['webkit'] },
  'crash and tabs: indexeddb': { least: 5, mayLack: [] },
  'kernel worker': { least: 5, mayLack: [] },
}

function moduleAt(path: string): string {
  return new URL(`./test-page/${path}`, import.meta.url).pathname
}

let served: ServedPage

beforeAll(async () => {
  served = await servePage({
    page: moduleAt('page.ts'),
    workers: {
      worker: moduleAt('worker.ts'),
      'crash-worker': moduleAt('crash-worker.ts'),
      'kernel-worker': moduleAt('kernel-worker.ts'),
    },
  })
})
afterAll(() => served?.close())

describe.each(testedEngines())('the browser host in $engine', ({ engine, missing }) => {
  it.skipIf(missing !== null)(
    'passes the suites of its ports, survives crashes, runs the kernel',
    async () => {
      const page = await openPage(engine, served.url)
      try {
        const groups = groupsOf(await waitForReport(page))
        expect(groups.map((group) => group.group)).toEqual(Object.keys(EXPECTED))
        for (const { group, passed, failed } of groups) {
          expect(failed, group).toEqual([])
          const { least, mayLack } = EXPECTED[group]!
          expect(passed, group).toBeGreaterThanOrEqual(mayLack.includes(engine) ? 0 : least)
        }
      } finally {
        await page.close()
      }
    },
    300_000,
  )
})

interface Group {
  group: string
  passed: number
  failed: unknown[]
}

function groupsOf(report: unknown): Group[] {
  if (typeof report !== 'object' || report === null || !('groups' in report) || !Array.isArray(report.groups)) {
    throw new TypeError('The page left no report')
  }
  return report.groups.map((group: Group) => ({ group: group.group, passed: group.passed, failed: group.failed }))
}
