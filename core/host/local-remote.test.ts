import { expect, it } from 'vitest'
import { localRemotePath, localRemoteUrl } from './local-remote.ts'

it.each(['/a/b', '/a b/c#d?e%', 'C:/repos/x', '/é'])(
  'localRemotePath() reads what localRemoteUrl() writes: %s',
  (path) => {
    expect(localRemotePath(localRemoteUrl(path))).toBe(path)
  },
)

it.each(['https://a.test/x', 'file://server/share', 'file:///%ff', '/a/b'])(
  'localRemotePath() is undefined for %s',
  (url) => {
    expect(localRemotePath(url)).toBeUndefined()
  },
)

it('localRemoteUrl() writes a path that is no well-formed text', () => {
  expect(localRemoteUrl('/a\ud800b')).toBe('file:///a%EF%BF%BDb')
})
