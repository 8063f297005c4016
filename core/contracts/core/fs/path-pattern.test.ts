import { describe, expect, it } from 'vitest'
import { compilePathPattern } from './path-pattern.ts'

describe('compilePathPattern()', () => {
  it.each([
    ['a.txt', 'a.txt'],
    ['*', 'a'],
    ['*', '.hidden'],
    ['*.yaml', '.yaml'],
    ['*.yaml', 'a.b.yaml'],
    ['a*c*e', 'abcde'],
    ['a***b', 'axyb'],
    ['?', '🙂'],
    ['src/*.ts', 'src/a.ts'],
    ['**', 'a/b/c'],
    ['**/lcp.toml', 'lcp.toml'],
    ['**/lcp.toml', 'a/b/lcp.toml'],
    ['src/**', 'src/a'],
    ['src/**', 'src/a/b'],
    ['src/**/a', 'src/a'],
    ['src/**/a', 'src/x/y/a'],
    ['**/**/a', 'a'],
    ['**/test/**/*.ts', 'x/test/y/z/a.ts'],
    ['[abc].txt', 'b.txt'],
    ['[a-cx].txt', 'x.txt'],
    ['[!a-c].txt', 'd.txt'],
    ['[^a].txt', 'b.txt'],
    ['[]]', ']'],
    ['[a-]', '-'],
    ['{a,b}.txt', 'b.txt'],
    ['{src,lib/**}/*.ts', 'src/a.ts'],
    ['{a,{b,c}d}e', 'cde'],
    ['a{,b}', 'a'],
    ['a{b}', 'a{b}'],
    ['a{b', 'a{b'],
    ['a[b', 'a[b'],
    ['\\*', '*'],
    ['a\\', 'a\\'],
    ['{a\\,b,c}', 'a,b'],
    ['日本*', '日本語'],
  ])('%s fits %s', (pattern, path) => {
    expect(compilePathPattern(pattern)(path)).toBe(true)
  })

  it.each([
    ['a.txt', 'b.txt'],
    ['a.txt', 'dir/a.txt'],
    ['*', 'a/b'],
    ['?', ''],
    ['?', 'ab'],
    ['?', '/'],
    ['src/*', 'src/a/b'],
    ['src/**', 'src'],
    ['src/**/a', 'src/ba'],
    ['**/a', 'ba'],
    ['a**b', 'a/b'],
    ['[!a]', '/'],
    ['[a-c]', 'd'],
    ['{a,b}', 'c'],
    ['\\*', 'a'],
    ['A', 'a'],
  ])('%s does not fit %s', (pattern, path) => {
    expect(compilePathPattern(pattern)(path)).toBe(false)
  })

  it.each([
    ['*a'.repeat(400), 'a'.repeat(3000)],
    ['**/'.repeat(300), 'a/'.repeat(1500)],
    ['{a,a}'.repeat(160), 'a'.repeat(3000)],
    [`${'{'.repeat(300)}${'}'.repeat(300)}`, 'x'.repeat(3000)],
    ['{*,**}'.repeat(100), 'b'.repeat(3000)],
  ])('ends soon for patterns that make others try everything', (pattern, path) => {
    expect(typeof compilePathPattern(pattern)(`${path}!`)).toBe('boolean')
  })

  it('refuses patterns that are too long', () => {
    expect(() => compilePathPattern('a'.repeat(1001))).toThrow('pattern must be at most 1000 characters long')
  })
})
