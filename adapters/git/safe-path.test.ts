import { describe, expect, it } from 'vitest'
import { isSafeLink, isSafeName } from './safe-path.ts'

describe('isSafeName()', () => {
  it.each(['a', 'a.b', '.gitignore', '.github', 'git', 'xy:z', '..a', 'é'])('takes %j', (name) => {
    expect(isSafeName(name)).toBe(true)
  })

  it.each([
    '',
    '.',
    '..',
    'a/b',
    'a\\b',
    'a\0',
    'C:',
    'c:x',
    '.git',
    '.GIT',
    '.Git ',
    '.git.',
    '.git. .',
    'git~1',
    'GIT~1',
    '.git::$INDEX_ALLOCATION',
    '.g\u200cit',
    '\ufeff.git',
    '. ',
  ])('refuses %j', (name) => {
    expect(isSafeName(name)).toBe(false)
  })
})

describe('isSafeLink()', () => {
  it.each([
    ['a/link', 'b'],
    ['a/link', '../b/c'],
    ['link', './a/../b'],
  ])('takes %s → %s', (path, target) => {
    expect(isSafeLink(path, target)).toBe(true)
  })

  it.each([
    ['link', '..'],
    ['a/link', '../../x'],
    ['link', 'a/../../x'],
    ['link', '/etc/passwd'],
    ['link', 'C:/x'],
    ['link', 'a\\..\\..'],
    ['link', ''],
    ['a/link', '../.GIT/config'],
  ])('refuses %s → %s', (path, target) => {
    expect(isSafeLink(path, target)).toBe(false)
  })
})
