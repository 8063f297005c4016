import { TomlError } from 'smol-toml'
import { expect, test } from 'vitest'
import { parseTomlDocument } from './parse-toml-document.ts'

const tooDeep = expect.objectContaining({ code: 'value_too_deep' })

test('parseTomlDocument() refuses tables as deep as a dotted key can make them', () => {
  const dots = '.a'.repeat(20_000)
  expect(() => parseTomlDocument(`a${dots} = 1`)).toThrow(tooDeep)
  expect(() => parseTomlDocument(`[a${dots}]\nb = 1`)).toThrow(tooDeep)
  expect(() => parseTomlDocument(`[[a${dots}]]\nb = 1`)).toThrow(tooDeep)
})

test('parseTomlDocument() reads what is nested less, and leaves it to its caller to tell what is no TOML', () => {
  expect(parseTomlDocument(`a${'.a'.repeat(900)} = 1`)).toHaveProperty('a.a.a')
  expect(() => parseTomlDocument('a = ')).toThrow(TomlError)
})
