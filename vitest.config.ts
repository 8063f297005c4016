import { defineConfig } from 'vitest/config'

/** Set by `.ci/run`, which counts tests from the machine-readable report. */
const reportFile = process.env['LCOD_TEST_REPORT']

const include = ['{core,adapters,conformance,worker,web-app,bench,scripts,examples,playground,e2e}/**/*.test.ts']

/** What property tests draw: see core/testing/fc.ts. */
const SAME_SAMPLES = { seed: 1729, numRuns: 300 }
const MANY_NEW_SAMPLES = { numRuns: 20_000 }

export default defineConfig(({ mode }) => {
  const exploring = mode === 'properties'
  return {
    test: {
      ...(reportFile ? { reporters: ['default', 'json'], outputFile: { json: reportFile } } : {}),
      globalSetup: ['scripts/sandbox/vitest-setup.ts'],
      projects: [
        {
          test: {
            name: 'node',
            include,
            testTimeout: exploring ? 600_000 : 90_000,
            // Hooks build the command and start servers.
            hookTimeout: 120_000,
            // A condition may come true late on a busy machine. Less than a test has, so that what was found is shown.
            expect: { poll: { timeout: 60_000 } },
            provide: { properties: exploring ? MANY_NEW_SAMPLES : SAME_SAMPLES },
          },
        },
      ],
    },
  }
})
