import { describe, expect, test } from 'vitest'
import { sourceFromUrl } from './source-url.ts'

const web = (url: string, filename: string) => ({ type: 'http', url, filename, request: {} })

describe('sourceFromUrl()', () => {
  test.each([
    ['https://a.test/x/lcp.toml', web('https://a.test/x/lcp.toml', 'artifact.toml')],
    ['https://a.test/x', web('https://a.test/x/lcp.toml', 'artifact.toml')],
    ['https://a.test/x/?v=1#top', web('https://a.test/x/lcp.toml?v=1', 'artifact.toml')],
    ['https://a.test/x.lcpkg', web('https://a.test/x.lcpkg', 'package.lcpkg')],
    ['https://a.test/x.git', { type: 'git', url: 'https://a.test/x.git' }],
    [
      'git+https://a.test/x?path=parts/y#v1.2',
      { type: 'git', url: 'https://a.test/x', ref: 'v1.2', subdir: 'parts/y' },
    ],
    ['git+https://a.test/x#50%', { type: 'git', url: 'https://a.test/x', ref: '50%' }],
    ['git+file:///srv/x#main', { type: 'git', url: 'file:///srv/x', ref: 'main' }],
  ])('reads %s', (text, expected) => {
    expect(sourceFromUrl(text)).toEqual(expected)
  })

  test.each(['lcod://a/b@1', './x', 'C:\\x', 'x.git', '.'])('is undefined for %s', (text) => {
    expect(sourceFromUrl(text)).toBeUndefined()
  })

  test.each(['ftp://a.test/x', 'file:///srv/x', 'git+ssh://git@a.test/x', 'ssh://a.test/x.git', 'https://['])(
    'refuses %s',
    (text) => {
      expect(() => sourceFromUrl(text)).toThrow(expect.objectContaining({ code: 'source_invalid' }))
    },
  )
})
