import { expect, test } from 'vitest'
import { matchesWords } from './matches-words.ts'

test.each([
  ['Record every step', '', true],
  ['Record every step', '  ', true],
  ['Record every step', 'STEP rec', true],
  ['Record every step', 'step loop', false],
])('matchesWords() of %j and %j is %j', (text, query, expected) => expect(matchesWords(text, query)).toBe(expected))
