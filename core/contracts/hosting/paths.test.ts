import { describe, expect, test } from 'vitest'
import { joinRoutePath } from './join-route-path.ts'
import { routeKey, withoutEndSlashes } from './route-key.ts'

test('joinRoutePath() joins parts with one slash and drops empty ones', () => {
  expect(joinRoutePath('/api/', undefined, 'a//b/', '/')).toBe('/api/a/b')
  expect(joinRoutePath('/', '', undefined)).toBe('/')
})

describe('routeKey()', () => {
  test('is the same for encoded and plain spellings of one path', () => {
    expect(routeKey('/caf%C3%A9/x/')).toBe(routeKey('/café/x'))
    expect(routeKey('/%61')).toBe(routeKey('/a'))
  })

  test('keeps what is encoded for a reason apart', () => {
    const keys = ['/a/b', '/a%2Fb', '/a%252Fb', '/a%25b', '/a//b', '/a/../a/b', '/A/b'].map(routeKey)
    expect(new Set(keys).size).toBe(keys.length)
  })

  test('is undefined for broken encoding', () => {
    expect(['/%', '/%zz', '/%C3', '/%c0%ae'].map(routeKey)).toEqual([undefined, undefined, undefined, undefined])
  })
})

test('withoutEndSlashes() leaves the root as it is', () => {
  expect(['', '/', '///', '/a/', '/a///', '/a/b'].map(withoutEndSlashes)).toEqual(['/', '/', '/', '/a', '/a', '/a/b'])
})
