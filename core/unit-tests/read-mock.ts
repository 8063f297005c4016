import { describeKind, hasOwn, isDict, own } from '../values.ts'
import type { ReportTest } from './read-tests.ts'
import type { Mock, MockAnswer } from './unit-test.ts'

/**
 * What a test puts in place of a component.
 *
 * An object whose only key is `return`, `throw` or `sequence` says what its calls do; anything else is the result
 * itself. `throw` takes an error object or its message, `sequence` a list with one such mock per call.
 *
 * Spec: contracts.md 8; `sequence` is ours: retries and polling cannot be shown with one answer.
 */
export function readMock(id: string, value: unknown, pointer: string, report: ReportTest): Mock {
  const list = onlyMember(value, 'sequence')
  if (list === undefined) return { id, pointer, answers: [readAnswer(value, pointer, report)], inTurn: false }
  if (!Array.isArray(list.value) || list.value.length === 0) {
    report(`"sequence" must be a non-empty list, found ${describeKind(list.value)}`, `${pointer}/sequence`)
    return { id, pointer, answers: [], inTurn: true }
  }
  const answers = list.value.map((item, index) => readAnswer(item, `${pointer}/sequence/${index}`, report))
  return { id, pointer, answers, inTurn: true }
}

function readAnswer(value: unknown, pointer: string, report: ReportTest): MockAnswer {
  const returned = onlyMember(value, 'return')
  if (returned !== undefined) return { kind: 'return', value: returned.value }
  const thrown = onlyMember(value, 'throw')
  return thrown === undefined ? { kind: 'return', value } : readThrown(thrown.value, `${pointer}/throw`, report)
}

function readThrown(value: unknown, pointer: string, report: ReportTest): MockAnswer {
  if (typeof value === 'string') return { kind: 'throw', code: 'unexpected_error', message: value }
  if (!isDict(value)) {
    report(`"throw" must be an error object or a message, found ${describeKind(value)}`, pointer)
    return { kind: 'throw', code: 'unexpected_error', message: '' }
  }
  const code = own(value, 'code')
  const message = own(value, 'message')
  return {
    kind: 'throw',
    code: typeof code === 'string' && code !== '' ? code : 'unexpected_error',
    message: typeof message === 'string' ? message : 'Unexpected error',
    ...(hasOwn(value, 'data') ? { data: value['data'] } : {}),
  }
}

function onlyMember(value: unknown, key: string): { readonly value: unknown } | undefined {
  if (!isDict(value) || !hasOwn(value, key) || Object.keys(value).length !== 1) return undefined
  return { value: value[key] }
}
