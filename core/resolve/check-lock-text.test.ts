import { expect, test } from 'vitest'
import { checkLockText } from './check-lock-text.ts'
import { writeLock } from './lock-file.ts'
import { descriptorText, memoryProject } from './testing/memory-project.ts'

const descriptor = descriptorText('lcod://demo/app@1.0.0')
const check = (text: string, beside = descriptor) =>
  checkLockText(text, { file: 'lcp.lock', descriptor: new TextEncoder().encode(beside) }).map(
    ({ severity, code, message, source }) => `${severity} ${code} at ${source?.start}: ${message}`,
  )

test('checkLockText() finds nothing in a lock that fits, a warning in one of another descriptor', async () => {
  const { open } = memoryProject({ files: { '/app/lcp.toml': descriptor } })
  const lock = writeLock(await (await open()).resolve(), {})
  expect(check(lock)).toEqual([])
  expect(check(lock, `${descriptor}# more`)).toEqual([
    'warning lock_stale at 0: The lock was made for another lcp.toml; lcod resolve makes it anew',
  ])
})

test('checkLockText() says what is wrong with a lock that cannot be read, and where', () => {
  expect(check('schemaVersion = "1.0"\ncomponents = [\n')).toEqual([
    expect.stringMatching(/^error lock_invalid at \d+: lcp\.lock is not valid TOML: /),
  ])
  expect(check('schemaVersion = "9.0"\n')).toEqual([
    'error lock_invalid at 0: lcp.lock has schemaVersion "9.0", expected "1.0"',
  ])
})
