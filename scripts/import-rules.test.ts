import { expect, test } from 'vitest'
import { importRules } from './import-rules.ts'

const refused = (file: string, target: string) =>
  importRules.some((rule) => rule.applies(file) && !rule.allows(target, file))

test.each([
  ['core/run/x.ts', 'node:fs'],
  ['core/run/x.ts', 'hono'],
  ['core/run/x.ts', 'adapters/memory/index.ts'],
  ['core/run/x.test.ts', 'adapters/node/index.ts'],
  ['adapters/node/x.ts', 'adapters/quickjs/index.ts'],
  ['adapters/node/x.test.ts', 'adapters/browser/index.ts'],
  ['adapters/node/x.ts', 'worker/index.ts'],
  ['e2e/x.ts', 'core/index.ts'],
])('importRules refuse %s importing %s', (file, target) => {
  expect(refused(file, target)).toBe(true)
})

test.each([
  ['core/run/x.ts', 'core/values.ts'],
  ['core/run/x.ts', 'yaml'],
  ['core/run/x.ts', '@noble/hashes/sha2.js'],
  ['core/run/x.test.ts', 'adapters/memory/index.ts'],
  ['core/run/x.test.ts', 'vitest'],
  ['adapters/node/x.ts', 'node:fs'],
  ['adapters/node/cli/x.ts', 'adapters/quickjs/index.ts'],
  ['adapters/node/x.test.ts', 'adapters/memory/index.ts'],
  ['adapters/browser/x.ts', 'adapters/web/index.ts'],
])('importRules let %s import %s', (file, target) => {
  expect(refused(file, target)).toBe(false)
})
