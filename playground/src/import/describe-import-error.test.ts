import { describe, expect, test } from 'vitest'
import { ExecutionCancelledError, KernelError } from '../../../core/errors/kernel-error.ts'
import { describeImportError } from './describe-import-error.ts'

const direct = { url: 'https://git.example/me/repo', corsProxy: '' }
const proxied = { ...direct, corsProxy: 'https://proxy.example' }
const answered = (status: number) => new KernelError('git_remote_failed', 'it answered', { data: { status } })

describe('describeImportError()', () => {
  test.each([
    ['a missing repository', answered(404), proxied, 'no repository at https://git.example/me/repo'],
    ['one that wants a password', new KernelError('git_auth_failed', 'no'), proxied, 'everybody may read'],
    ['a proxy that refuses', answered(403), proxied, 'The proxy https://proxy.example, or the server behind it'],
    ['a server that refuses', answered(403), direct, 'it answered'],
    [
      'no CORS',
      new KernelError('git_remote_failed', 'It cannot be read from a page', { hint: 'Name a CORS proxy' }),
      direct,
      'It cannot be read from a page. Name a CORS proxy',
    ],
    ['a cancelled import', new ExecutionCancelledError('x'), direct, 'The import was cancelled'],
    ['a full browser', new KernelError('ENOSPC', 'ENOSPC'), direct, 'no room'],
    ['anything else', new Error('odd'), direct, 'odd'],
  ])('says what to make of %s', (_, error, attempt, words) =>
    expect(describeImportError(error, attempt)).toContain(words),
  )
})
