import { describe, expect, test } from 'vitest'
import { openText } from '../testing/open-text.ts'

function problems(written: string, options?: Parameters<typeof openText>[1]): string[] {
  const { service, file, text } = openText(written, options)
  return service.diagnostics(file).map(({ severity, code, range }) => {
    return `${severity} ${code} at ${JSON.stringify(text.slice(range.start, range.end))}`
  })
}

const ECHO = 'lcod://impl/echo@1'

describe('diagnose()', () => {
  test('tells what reading finds, and then only that when the text is not well-formed', () => {
    expect(problems('compose: [{ call: lcod://impl/ecko@1, inn: {} }]')).toEqual([
      'warning unknown_component at "lcod://impl/ecko@1"',
      'warning unknown_key at "inn"',
    ])
    expect(problems('compose: [{ call: lcod://impl/ecko@1 }')).toEqual([expect.stringContaining('error yaml_syntax')])
  })

  test('checks steps that have other errors, and half a step', () => {
    expect(problems(`compose:\n  - call: ${ECHO}\n    in: { vlue: 1 }\n  - in: {}\n`)).toEqual([
      'warning unknown_input at "vlue"',
      'error missing_call at "in: {}"',
    ])
    expect(problems('compose:\n  - call:\n')).toEqual([expect.stringContaining('error missing_call')])
    expect(problems('')).toEqual([expect.stringContaining('error empty_document')])
  })

  test('reads inner composes as their step will', () => {
    expect(
      problems(`compose: [{ call: lcod://tooling/test_checker@1, in: { expected: {}, compose: [{ cal: ${ECHO} }] } }]`),
    ).toEqual([`error missing_call at "{ cal: ${ECHO} }"`, 'warning unknown_key at "cal"'])
  })

  test('shares the habits that lcod lint warns of', () => {
    const manifest = { version: '1', inputs: ['a'], outputs: ['b'], slots: [] }
    const step = `{ call: lcod://flow/if@1, in: { cond: $.a }, out: { b: b, c: b }, slots: { then: [{ call: ${ECHO}, out: { b: val } }] } }`
    expect(problems(`compose: [${step}]`, { workspace: { readManifest: () => manifest } })).toEqual([
      'warning if_overwrites at "b"',
      'warning if_overwrites at "c"',
      'warning unused_output at "c"',
    ])
  })

  test('answers for the latest text, and again when components change', () => {
    const { service, file } = openText('compose: [{ call: lcod://demo/a@1 }]')
    expect(service.diagnostics(file)).toHaveLength(1)
    expect(service.diagnostics(file)).toBe(service.diagnostics(file))
    service.setComponents([{ id: 'lcod://demo/a@1' }])
    expect(service.diagnostics(file)).toEqual([])
    service.update(file, 'compose: 1')
    expect(service.diagnostics(file).map(({ code }) => code)).toEqual(['invalid_steps'])
    service.close(file)
    expect(service.diagnostics(file).map(({ code }) => code)).toEqual(['empty_document'])
  })

  test('relates JSON to its text as well', () => {
    expect(problems('{ "compose": [{ "call": "lcod://impl/ecko@1" }] }', { file: 'compose.json' })).toEqual([
      'warning unknown_component at "\\"lcod://impl/ecko@1\\""',
    ])
  })
})
