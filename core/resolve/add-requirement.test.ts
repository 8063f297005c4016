import { describe, expect, test } from 'vitest'
import { addRequirement } from './add-requirement.ts'

const add = (text: string, requirement = 'lcod://a/new@1') => addRequirement(text, requirement, 'lcp.toml')

describe('addRequirement()', () => {
  test.each([
    ['no table', 'id = "x"\n', 'id = "x"\n\n[deps]\nrequires = ["lcod://a/new@1"]\n'],
    ['nothing at all', '', '[deps]\nrequires = ["lcod://a/new@1"]\n'],
    ['a table without requires', '[deps] # mine\n[tool]\n', '[deps] # mine\nrequires = ["lcod://a/new@1"]\n[tool]\n'],
    ['an empty list', '[deps]\nrequires = []\n', '[deps]\nrequires = ["lcod://a/new@1"]\n'],
    [
      'a list on one line',
      '[deps]\nrequires = ["lcod://a/b@1"] # "all" ]\n',
      '[deps]\nrequires = ["lcod://a/b@1", "lcod://a/new@1"] # "all" ]\n',
    ],
    [
      'several lines with comments',
      '[deps]\nrequires = [\n  "lcod://a/b@1", # first ]\n  # none after\n]\n',
      '[deps]\nrequires = [\n  "lcod://a/b@1", # first ]\n  "lcod://a/new@1",\n  # none after\n]\n',
    ],
    [
      'several lines without a last comma',
      "[deps]\nrequires = [\n    'lcod://a/b@1' # first\n]\n[x]\ny = 1\n",
      '[deps]\nrequires = [\n    \'lcod://a/b@1\', # first\n    "lcod://a/new@1"\n]\n[x]\ny = 1\n',
    ],
    [
      'line ends of Windows',
      '[deps]\r\nrequires = [\r\n  "lcod://a/b@1",\r\n]\r\n',
      '[deps]\r\nrequires = [\r\n  "lcod://a/b@1",\r\n  "lcod://a/new@1",\r\n]\r\n',
    ],
    [
      'no table between line ends of Windows',
      'id = "x"\r\n',
      'id = "x"\r\n\r\n[deps]\r\nrequires = ["lcod://a/new@1"]\r\n',
    ],
  ])('adds to %s and leaves the rest as it is', (_, text, expected) => {
    expect(add(text)).toBe(expected)
  })

  test('puts it in the place of another version, and changes nothing when it is there', () => {
    const text = '[deps]\nrequires = ["lcod://a/new@^0.9.0", "lcod://a/b@1"] # why\n'
    const changed = '[deps]\nrequires = ["lcod://a/new@1", "lcod://a/b@1"] # why\n'
    expect(add(text)).toBe(changed)
    expect(add(changed)).toBe(changed)
  })

  test.each([
    'deps = { requires = ["lcod://a/b@1"] }\n',
    'deps.requires = ["lcod://a/b@1"]\n',
    '[deps]\nrequires = 7\n',
  ])('refuses what it cannot add to: %j', (text) => {
    expect(() => add(text)).toThrow(expect.objectContaining({ code: 'invalid_manifest' }))
  })

  test('refuses what is not TOML', () => {
    expect(() => add('[deps')).toThrow('lcp.toml is not valid TOML')
  })
})
