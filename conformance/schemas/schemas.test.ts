import { readdirSync, readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { describe, expect, it } from 'vitest'
import { createPortableSchemas } from '../../adapters/schemas/cfworker.ts'
import type { SchemaCheck, SchemaIssue } from '../../core/host/schemas.ts'
import { isDict } from '../../core/values.ts'

interface SchemaGroup {
  description: string
  schema: unknown
  tests: Array<{ description: string; data: unknown; valid: boolean; issue?: { path: string; keyword: string } }>
}

const folder = new URL('.', import.meta.url)
const files = readdirSync(folder).filter((name) => name.endsWith('.json'))
const portable = createPortableSchemas()

for (const file of files) {
  const groups: SchemaGroup[] = JSON.parse(readFileSync(new URL(file, folder), 'utf8'))
  describe(`schemas/${file}`, () => {
    for (const group of groups) {
      const oracle = ajvCheck(group.schema)
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

function ajvCheck(schema: unknown): SchemaCheck {
  if (!isDict(schema) && typeof schema !== 'boolean') throw new TypeError('A case needs a schema')
  const ajv = new Ajv2020({ allErrors: true, strict: false, ownProperties: true, logger: false })
  addFormats.default(ajv)
  const validate = ajv.compile(schema)
  return (data) => {
    validate(data)
    return (validate.errors ?? []).map((error) => ({
      path: error.instancePath,
      keyword: error.keyword,
      message: error.message ?? '',
    }))
  }
}
