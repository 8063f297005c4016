import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createNodeSchemas } from '../../adapters/node/index.ts'
import { createPortableSchemas } from '../../adapters/schemas/cfworker.ts'
import type { SchemaIssue } from '../../core/host/schemas.ts'

interface SchemaGroup {
  description: string
  schema: unknown
  tests: Array<{ description: string; data: unknown; valid: boolean; issue?: { path: string; keyword: string } }>
}

const folder = new URL('.', import.meta.url)
const files = readdirSync(folder).filter((name) => name.endsWith('.json'))
const portable = createPortableSchemas()
const node = createNodeSchemas()

for (const file of files) {
  const groups: SchemaGroup[] = JSON.parse(readFileSync(new URL(file, folder), 'utf8'))
  describe(`schemas/${file}`, () => {
    for (const group of groups) {
      const oracle = node.compile(group.schema)
      const check = portable.compile(group.schema)
      for (const test of group.tests) {
        it(`${group.description}: ${test.description}`, () => {
          const reference = oracle(test.data)
          const issues = check(test.data)
          expect(issues.length === 0).toBe(test.valid)
          expect(first(reference)).toEqual(test.issue)
          expect(first(issues)).toEqual(test.issue)
          expect(issues).toEqual(reference)
        })
      }
    }
  })
}

function first(issues: readonly SchemaIssue[]): { path: string; keyword: string } | undefined {
  const issue = issues[0]
  return issue === undefined ? undefined : { path: issue.path, keyword: issue.keyword }
}
