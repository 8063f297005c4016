import { describe, expect, test } from 'vitest'
import { allCommands } from './commands.ts'
import { commandHelp, generalHelp } from './help.ts'
import { helpWidth, wrap } from './wrap-text.ts'

describe('wrap()', () => {
  test('breaks between words, with an indent for the lines that follow', () => {
    expect(wrap('  one two three', 9, 4)).toEqual(['  one two', '    three'])
  })

  test('leaves a word that is too long on a line of its own', () => {
    expect(wrap('a long-long-word b', 6)).toEqual(['a', 'long-long-word', 'b'])
  })

  test('gives one line for an empty text', () => {
    expect(wrap('', 10)).toEqual([''])
  })
})

test('helpWidth() follows the terminal, and is bounded both ways', () => {
  expect([undefined, 10, 60, 500].map((columns) => helpWidth(columns))).toEqual([96, 40, 60, 96])
})

test('generalHelp() and commandHelp() fit a narrow terminal, but for what is to be copied', () => {
  const isCode = (line: string) => /^ {2}(\S+ \||-|echo|lcod|run-compose|source|autoload|complete|cd )/.test(line)
  const helps = [generalHelp(50), ...allCommands.map((command) => commandHelp(command, 50))]
  const tooLong = helps.flatMap((help) => help.split('\n')).filter((line) => line.length > 50 && !isCode(line))
  expect(tooLong).toEqual([])
})
