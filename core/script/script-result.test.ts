import { describe, expect, test } from 'vitest'
import { toStepResult } from './script-result.ts'

const returned = (value: string | undefined, ...messages: string[]) =>
  toStepResult({ ok: true, value, messages, fuel: 1 })

describe('toStepResult()', () => {
  test('gives the value as it is when nothing was said', () => {
    expect(returned('{"a":1}')).toEqual({ a: 1 })
    expect(returned('[1]')).toEqual([1])
    expect(returned(undefined)).toBeUndefined()
  })

  test('adds messages to an object and wraps everything else', () => {
    expect(returned('{"a":1}', 'm')).toEqual({ a: 1, messages: ['m'] })
    expect(returned('{"messages":["x"]}', 'm')).toEqual({ messages: ['x', 'm'] })
    expect(returned('{"messages":"x"}', 'm')).toEqual({ messages: ['x', 'm'] })
    expect(returned('{"messages":null}', 'm')).toEqual({ messages: ['m'] })
    expect(returned('[1]', 'm')).toEqual({ result: [1], messages: ['m'] })
    expect(returned('null', 'm')).toEqual({ result: null, messages: ['m'] })
    expect(returned(undefined, 'm')).toEqual({ result: undefined, messages: ['m'] })
  })

  test('makes a failure a value, with the error or the code', () => {
    const thrown = { ok: false as const, message: 'm', stack: 'Error: m', messages: [], fuel: 1 }
    expect(toStepResult(thrown)).toEqual({ success: false, messages: ['m'], error: 'Error: m' })
    expect(toStepResult({ ...thrown, messages: ['l'] })).toEqual({
      success: false,
      messages: ['m'],
      logs: ['l'],
      error: 'Error: m',
    })
    expect(toStepResult({ ...thrown, code: 'script_timeout' })).toEqual({
      success: false,
      messages: ['m'],
      code: 'script_timeout',
    })
  })
})
