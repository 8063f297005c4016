import { describe, expect, it } from 'vitest'
import type { EnvPort } from '../../../host/env.ts'
import { joinPath } from '../../../paths/join-path.ts'
import { readAuth, readSubdir, remoteAddress } from './clone-request.ts'

const resolve = (path: string) => joinPath('/work', path)

describe('remoteAddress()', () => {
  it.each([
    ['https://example.com/a/b.git', 'https://example.com/a/b.git'],
    ['HTTP://Example.com/a/', 'http://example.com/a'],
    ['repo', 'file:///work/repo'],
    ['../repo x', 'file:///repo%20x'],
    ['/srv/repo.git', 'file:///srv/repo.git'],
    ['C:\\repos\\x', 'file:///C:/repos/x'],
    ['file:///srv/../srv/a%20b', 'file:///srv/a%20b'],
  ])('%s is %s', (text, url) => {
    expect(remoteAddress(text, resolve)).toEqual({ url })
  })

  it('takes credentials out of the URL', () => {
    expect(remoteAddress('https://ada:p%40ss@example.com/x#y', resolve)).toEqual({
      url: 'https://example.com/x',
      auth: { username: 'ada', password: 'p@ss' },
    })
  })

  it.each([
    'git@example.com:a/b',
    'ssh://git@example.com/a',
    'git://example.com/a',
    'ext::sh -c id',
    'data:text/plain,x',
    'https://',
    'file://server/share',
  ])('refuses %s', (text) => {
    expect(() => remoteAddress(text, resolve)).toThrow(expect.objectContaining({ code: 'git_invalid_url' }))
  })

  it('shows no password of a URL that it refuses', () => {
    expect(() => remoteAddress('ssh://ada:s3cret@example.com/a', resolve)).toThrow(
      'Only http, https and local repositories can be cloned, found ssh://example.com/a',
    )
  })
})

describe('readAuth()', () => {
  const env: EnvPort = {
    get: (name) => (name === 'TOKEN' ? 's3cret' : undefined),
    names: () => [],
    info: { tmpDir: '/tmp', homeDir: null, platform: 'memory' },
  }

  it('reads each form', () => {
    expect(readAuth(undefined, env)).toBeUndefined()
    expect(readAuth({ token: '', username: null }, env)).toBeUndefined()
    expect(readAuth({ token: 't' }, env)).toEqual({ token: 't' })
    expect(readAuth({ username: 'u', password: 'p' }, env)).toEqual({ username: 'u', password: 'p' })
    expect(readAuth({ secret: 'TOKEN', username: 'u' }, env)).toEqual({ token: 's3cret', username: 'u' })
  })

  it('refuses what it cannot use', () => {
    expect(() => readAuth({ sshKeyRef: 'id' }, env)).toThrow(expect.objectContaining({ code: 'invalid_input' }))
    expect(() => readAuth({ token: 1 }, env)).toThrow('auth.token must be a string')
    expect(() => readAuth({ secret: 'NONE' }, env)).toThrow(
      expect.objectContaining({ code: 'http_credentials_missing' }),
    )
  })
})

describe('readSubdir()', () => {
  it.each([
    ['a', 'a'],
    ['./a//b/', 'a/b'],
    ['a\\b', 'a/b'],
    ['.', undefined],
    ['', undefined],
  ])('%j is %j', (text, subdir) => {
    expect(readSubdir(text)).toBe(subdir)
  })

  it.each(['..', 'a/../../b', '/a', 'C:/a', '.git', 'a/.GIT'])('refuses %j', (text) => {
    expect(() => readSubdir(text)).toThrow(expect.objectContaining({ code: 'invalid_input' }))
  })
})
