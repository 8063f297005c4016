import { describe, expect, test } from 'vitest'
import { removeRequirements } from './remove-requirement.ts'

const remove = (text: string, ...ids: string[]) => removeRequirements(text, new Set(ids), 'lcp.toml')

describe('removeRequirements()', () => {
  test.each([
    ['the only one', '[deps]\nrequires = ["a"] # why\n', '[deps]\nrequires = [] # why\n'],
    ['the first', '[deps]\nrequires = ["a", "b"]\n', '[deps]\nrequires = ["b"]\n'],
    ['the last', '[deps]\nrequires = ["b", "a"]\n', '[deps]\nrequires = ["b"]\n'],
    ['one between', "[deps]\nrequires = ['x', 'a', 'b']\n", "[deps]\nrequires = ['x', 'b']\n"],
    [
      'a line with its comment',
      '[deps]\nrequires = [\n  "b", # stays\n  "a", # goes ]\n  # above\n  "c",\n]\n',
      '[deps]\nrequires = [\n  "b", # stays\n  # above\n  "c",\n]\n',
    ],
    ['the last line', '[deps]\nrequires = [\n  "b",\n  "a"\n]\n', '[deps]\nrequires = [\n  "b",\n]\n'],
    [
      'a line of Windows',
      '[deps]\r\nrequires = [\r\n  "a",\r\n  "b",\r\n]\r\n',
      '[deps]\r\nrequires = [\r\n  "b",\r\n]\r\n',
    ],
    ['beside the brackets', '[deps]\nrequires = ["a",\n  "b"]\n', '[deps]\nrequires = [\n  "b"]\n'],
  ])('takes out %s and leaves the rest as it is', (_, text, expected) => {
    expect(remove(text, 'a')).toBe(expected)
  })

  test('takes out several at once, and nothing when none is there', () => {
    const text = '[deps]\nrequires = ["a", "b", "a@2"]\n'
    expect(remove(text, 'a', 'a@2')).toBe('[deps]\nrequires = ["b"]\n')
    expect(remove(text, 'c')).toBe(text)
  })

  test.each(['deps = { requires = ["a"] }\n', 'deps.requires = ["a"]\n'])('refuses what it cannot edit: %j', (text) => {
    expect(() => remove(text, 'a')).toThrow(expect.objectContaining({ code: 'invalid_manifest' }))
  })
})
