import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Lcod, resultOf } from './lcod-process.ts'
import type { Item } from './report-items.ts'

/** The composes of the conformance manifest, together, and each fixture under `tests/spec`. */
export function specItems(spec: string, lcod: Lcod): Item[] {
  return [manifestItem(spec, lcod), ...fixtureNames(spec).map((name) => fixtureItem(spec, name, lcod))]
}

function manifestItem(spec: string, lcod: Lcod): Item {
  const path = 'tests/conformance/manifest.json'
  const listed: unknown = JSON.parse(readFileSync(join(spec, path), 'utf8'))
  const count = Array.isArray(listed) ? listed.length : 0
  return {
    name: `${path} (${count})`,
    async run() {
      const { code, stdout, stderr } = await lcod.run({ cwd: spec, words: ['test', '--manifest', path, '-A'] })
      if (code === 0 && count > 0 && stderr.includes(`${count} passed`)) return undefined
      return `exit code ${code}: ${stderr || stdout}`
    },
  }
}

function fixtureNames(spec: string): string[] {
  const folders = readdirSync(join(spec, 'tests/spec'), { withFileTypes: true })
  return folders
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
}

function fixtureItem(spec: string, name: string, lcod: Lcod): Item {
  return {
    name: `tests/spec/${name}`,
    async run() {
      const cwd = join(spec, 'tests/spec', name)
      const { report } = resultOf(await lcod.run({ cwd, words: ['run', '.', '-A', '--compact'] }))
      const success = typeof report === 'object' && report !== null && 'success' in report ? report.success : undefined
      return success === true ? undefined : `expected report.success to be true, found ${JSON.stringify(report)}`
    },
  }
}
