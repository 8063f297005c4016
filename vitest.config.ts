import { defineConfig } from 'vitest/config'

/** Set by `.ci/run`, which counts tests from the machine-readable report. */
const reportFile = process.env['LCOD_TEST_REPORT']

const include = ['{core,adapters,conformance,worker,web-app,bench,scripts,examples,playground,e2e}/**/*.test.ts']

export default defineConfig({
  test: {
    ...(reportFile ? { reporters: ['default', 'json'], outputFile: { json: reportFile } } : {}),
    globalSetup: ['scripts/sandbox/vitest-setup.ts'],
    projects: [{ test: { name: 'node', include, testTimeout: 30_000 } }],
  },
})
