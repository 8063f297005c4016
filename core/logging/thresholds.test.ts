import { expect, test } from 'vitest'
import { createMemoryHost } from '../../adapters/memory/index.ts'
import { runText } from '../testing/run-text.ts'
import { LoggerThresholds } from './thresholds.ts'

test('LoggerThresholds.rankOf() takes the longest name that the logger starts with', () => {
  const thresholds = new LoggerThresholds({ kernel: 'info', 'kernel.compose': 'error', resolver: 'trace' })
  expect(thresholds.rankOf('kernel')).toBe(2)
  expect(thresholds.rankOf('kernel.registry')).toBe(2)
  expect(thresholds.rankOf('kernel.compose.step')).toBe(4)
  expect(thresholds.rankOf('resolver.git')).toBe(0)
  expect(thresholds.rankOf('kernelish')).toBeUndefined()
  expect(thresholds.rankOf('')).toBeUndefined()
  expect(thresholds.rankOf(3)).toBeUndefined()
  expect(new LoggerThresholds().rankOf('kernel')).toBeUndefined()
  expect(thresholds.rankOf('__proto__')).toBeUndefined()
})

const compose = `
compose:
  - { call: lcod://contract/tooling/log@1, in: { level: debug, message: a, tags: { logger: app.db } }, out: { dropped: $ } }
  - { call: lcod://contract/tooling/log@1, in: { level: info, message: b, tags: { logger: app.db } } }
  - { call: lcod://contract/tooling/log@1, in: { level: debug, message: c, tags: { logger: other } } }
  - { call: lcod://contract/tooling/log@1, in: { level: debug, message: d } }
  - { call: lcod://kernel/log@1, in: { level: warn, message: e } }
  - { call: lcod://kernel/log@1, in: { level: debug, message: f, tags: { logger: resolver.git } } }
  - call: lcod://tooling/log.context@1
    in: { tags: { logger: app } }
    slots: { body: [{ call: lcod://contract/tooling/log@1, in: { level: debug, message: g } }] }
`

test('a level of a logger filters user logs of that logger, and kernel logs instead of LCOD_LOG_LEVEL', async () => {
  const host = createMemoryHost()
  const logLevels = { app: 'info', kernel: 'warn', 'kernel.compose': 'fatal', resolver: 'debug' } as const
  expect(await runText(compose, { host, kernel: { logLevels } })).toEqual({ dropped: {} })
  expect(host.logs.map((entry) => entry.message)).toEqual(['b', 'c', 'd', 'e', 'f'])
})

test('a level for the logger of steps shows steps, whatever LCOD_LOG_LEVEL says', async () => {
  const host = createMemoryHost()
  await runText('compose: [{ call: lcod://impl/set@1 }]', { host, kernel: { logLevels: { kernel: 'info' } } })
  expect(host.logs.map((entry) => entry.data?.['phase'])).toEqual(['start', 'success'])
  const quiet = createMemoryHost({ env: { LCOD_LOG_LEVEL: 'trace' } })
  await runText('compose: [{ call: lcod://impl/set@1 }]', { host: quiet, kernel: { logLevels: { kernel: 'error' } } })
  expect(quiet.logs).toEqual([])
})
