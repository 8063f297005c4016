import { describe, expect, it } from 'vitest'
import { KernelError } from '../errors/kernel-error.ts'
import { composeFromValue } from './compose-from-value.ts'
import { invalidCompose } from './invalid-compose.ts'
import { parseCompose } from './parse-compose.ts'

function failure(run: () => unknown): KernelError {
  try {
    run()
  } catch (error) {
    if (error instanceof KernelError) return error
  }
  throw new Error('expected a KernelError')
}

describe('composeFromValue()', () => {
  it('reads a list, or an object with one', () => {
    const steps = [{ call: 'a', in: { x: '$.x' }, out: {}, slots: {} }]
    expect(composeFromValue([{ call: 'a', in: { x: '=' } }])).toEqual({ steps })
    expect(composeFromValue({ compose: [{ call: 'a', in: { x: '=' } }], other: 1 }, 'inline')).toEqual({
      steps,
      file: 'inline',
    })
  })

  it('gives the same steps for the same list', () => {
    const list = [{ call: 'a' }]
    expect(composeFromValue(list, 'other').steps).toBe(composeFromValue(list).steps)
    expect(composeFromValue([{ call: 'a' }]).steps).not.toBe(composeFromValue(list).steps)
  })

  it.each([undefined, null, 'text', {}, { compose: 'x' }])('refuses %j', (value) => {
    expect(failure(() => composeFromValue(value)).message).toMatch(
      /^Invalid compose step at \/compose: Expected a list of steps/,
    )
  })

  it('refuses what no document could say: values without an end, and steps that hold each other many times over', () => {
    const deep: unknown = JSON.parse('['.repeat(50_000) + ']'.repeat(50_000))
    expect(failure(() => composeFromValue([{ call: 'a', in: { x: deep } }])).code).toBe('value_too_deep')
    let steps: object[] = []
    for (let level = 0; level < 60; level++) steps = [{ call: 'a', slots: { one: steps, other: steps } }]
    expect(failure(() => composeFromValue(steps)).code).toBe('value_too_large')
  })

  it('takes more spreads than a call takes arguments', () => {
    const spreads = new Array(300_000).fill('$.a')
    const [step] = composeFromValue([{ call: 'a', in: { '...': spreads } }]).steps
    expect(step?.in['__lcod_spreads__']).toHaveLength(300_000)
  })

  it('names the first error and carries all problems', () => {
    const error = failure(() => composeFromValue([{ call: 'a', nope: 1 }, {}, null], 'inline'))
    expect(error.code).toBe('invalid_compose')
    expect(error.message).toBe('Invalid compose step at /compose/1: A step must name what it calls: "call" is missing')
    expect(error.data).toMatchObject({
      file: 'inline',
      problems: [{ code: 'unknown_key' }, { code: 'missing_call' }, { code: 'invalid_step' }],
    })
    expect(JSON.stringify(error.data)).not.toContain('"part"')
  })
})

describe('invalidCompose()', () => {
  it('names the file, with the place and hint of the first error', () => {
    const { problems } = parseCompose('x: 1\ncompose:\n  - call: a\n    in: !t 1\n', { file: 'a.yaml' })
    const error = invalidCompose(problems, 'a.yaml')
    expect(error.code).toBe('invalid_compose')
    expect(error.message).toBe('Invalid compose file: a.yaml')
    expect(error.source).toEqual({ file: 'a.yaml', start: 34, end: 36 })
    expect(error.hint).toBe('Remove the tag')
    expect(error.data).toEqual({ file: 'a.yaml', problems })
  })
})
