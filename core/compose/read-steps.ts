import { type Dict, describeKind, isAbsent, isDict, own, setOwn } from '../values.ts'
import type { Step } from './composition.ts'
import { expandBindings } from './expand-bindings.ts'
import { defaultSlotOf, isFlowCall } from './flow-call.ts'
import { joinPointer } from './pointer.ts'
import type { Finding, Report } from './report.ts'
import { checkWrittenPath, isReservedKey, reportReservedKey } from './reserved-keys.ts'
import type { TextRange } from './source-node.ts'
import { unknownKey } from './unknown-key.ts'

export interface ReadStepsOptions {
  /** Where the list stands in its document; '' when it is the document. */
  readonly pointer?: string
  /** Told everything that is wrong or suspicious, in reading order. */
  readonly report: Report
  /** The place of what a pointer names; steps have no `at` without it. */
  readonly locate?: (pointer: string) => TextRange
  /** Slots inside slots. Default 128. */
  readonly depth?: number
}

const STEP_FIELDS = ['call', 'in', 'out', 'slots', 'children', 'collectPath', 'outPolicy']
const DEFAULT_DEPTH = 128

/**
 * Checks a list of steps and brings it into canonical form: sugar expanded, `slots` only, every field present.
 *
 * Takes any plain value. Reports all problems, not only the first. Nothing of `value` is changed; bindings that need
 * no expansion are shared with it.
 *
 * @returns `undefined` when an error was reported.
 * Spec: engine.md 1.2, 1.9, 2.2.
 */
export function readSteps(value: unknown, options: ReadStepsOptions): Step[] | undefined {
  const reader = new StepReader(options)
  const steps = reader.readList(value, options.pointer ?? '', options.depth ?? DEFAULT_DEPTH)
  return reader.failed ? undefined : steps
}

class StepReader {
  failed = false
  readonly #locate: ReadStepsOptions['locate']
  readonly #report: Report

  constructor({ report, locate }: ReadStepsOptions) {
    this.#locate = locate
    this.#report = (finding) => {
      if (finding.severity !== 'warning') this.failed = true
      report(finding)
    }
  }

  readList(value: unknown, pointer: string, depth: number): Step[] {
    if (!Array.isArray(value)) {
      this.#report({
        code: 'invalid_steps',
        message: `Expected a list of steps, found ${describeKind(value)}`,
        pointer,
      })
      return []
    }
    if (depth <= 0) {
      this.#report({ code: 'too_deep', message: 'Slots are nested too deep', pointer })
      return []
    }
    const steps: Step[] = []
    value.forEach((item, index) => {
      const step = this.#readStep(item, joinPointer(pointer, index), depth)
      if (step !== undefined) steps.push(step)
    })
    return steps
  }

  #readStep(value: unknown, pointer: string, depth: number): Step | undefined {
    if (!isDict(value)) {
      const message = `A step must be an object with "call", found ${describeKind(value)}`
      this.#report({ code: 'invalid_step', message, pointer })
      return undefined
    }
    this.#checkFields(value, pointer)
    const call = this.#readCall(value, pointer)
    const bindings = { in: this.#readBindings(value, 'in', pointer), out: this.#readBindings(value, 'out', pointer) }
    checkStreamTargets(call, bindings.in, joinPointer(pointer, 'in'), this.#report)
    const slots = this.#readSlots(value, call, pointer, depth)
    const collectPath = this.#readCollectPath(value, pointer)
    const range = this.#locate?.(pointer)
    return {
      call,
      ...bindings,
      slots,
      ...(collectPath === undefined ? {} : { collectPath }),
      ...(range === undefined ? {} : { at: [range.start, range.end] }),
    }
  }

  #readCall(step: Dict, pointer: string): string {
    const call = own(step, 'call')
    if (typeof call === 'string' && call.trim() !== '') return call
    if (isAbsent(call)) {
      this.#report({ code: 'missing_call', message: 'A step must name what it calls: "call" is missing', pointer })
    } else {
      const found = typeof call === 'string' ? 'an empty string' : describeKind(call)
      const message = `"call" must be the id of a component, found ${found}`
      this.#report({ code: 'invalid_call', message, pointer: joinPointer(pointer, 'call') })
    }
    return ''
  }

  #readBindings(step: Dict, side: 'in' | 'out', pointer: string): Dict {
    const bindings = own(step, side)
    if (isAbsent(bindings)) return {}
    const at = joinPointer(pointer, side)
    if (isDict(bindings)) return expandBindings(bindings, side, at, this.#report)
    this.#report({
      code: 'invalid_bindings',
      message: `"${side}" of a step must be an object, found ${describeKind(bindings)}`,
      pointer: at,
    })
    return {}
  }

  #readCollectPath(step: Dict, pointer: string): string | undefined {
    const path = own(step, 'collectPath')
    if (isAbsent(path)) return undefined
    const at = joinPointer(pointer, 'collectPath')
    if (typeof path === 'string') {
      checkWrittenPath(path, at, this.#report)
      return path
    }
    const message = `"collectPath" must be a path such as "$.value", found ${describeKind(path)}`
    this.#report({ code: 'invalid_collect_path', message, pointer: at })
    return undefined
  }

  #readSlots(step: Dict, call: string, pointer: string, depth: number): Record<string, Step[]> {
    const field = isAbsent(own(step, 'slots')) ? 'children' : 'slots'
    const slots: Record<string, Step[]> = {}
    const value = own(step, field)
    const at = joinPointer(pointer, field)
    if (Array.isArray(value)) {
      slots[defaultSlotOf(call)] = this.readList(value, at, depth - 1)
    } else if (isDict(value)) {
      for (const name of Object.keys(value)) this.#readSlot(slots, name, value[name], joinPointer(at, name), depth)
    } else if (!isAbsent(value)) {
      const message = `"${field}" must be an object of lists, or a list of steps, found ${describeKind(value)}`
      this.#report({ code: 'invalid_slots', message, pointer: at })
      return slots
    }
    if (field === 'slots' && !isAbsent(own(step, 'children'))) this.#warnChildren(pointer)
    if (isFlowCall(call, 'try') && slots['body'] === undefined && slots['children'] === undefined) {
      const message = '"flow/try" needs a slot "body" with the steps to try'
      this.#report({ code: 'missing_slot', message, pointer })
    }
    return slots
  }

  #readSlot(slots: Record<string, Step[]>, name: string, value: unknown, pointer: string, depth: number): void {
    if (isReservedKey(name)) {
      reportReservedKey(name, pointer, this.#report, 'key')
    } else if (Array.isArray(value)) {
      setOwn(slots, name, this.readList(value, pointer, depth - 1))
    } else {
      setOwn(slots, name, [])
      this.#report({
        code: 'invalid_slot',
        message: `Slot "${name}" must be a list of steps, found ${describeKind(value)}`,
        pointer,
        ...slotHint(value),
      })
    }
  }

  #warnChildren(pointer: string): void {
    this.#report({
      code: 'children_ignored',
      severity: 'warning',
      message: '"children" is ignored because the step has "slots" too',
      pointer: joinPointer(pointer, 'children'),
      part: 'key',
    })
  }

  #checkFields(step: Dict, pointer: string): void {
    for (const key of Object.keys(step)) {
      if (STEP_FIELDS.includes(key)) continue
      if (isReservedKey(key)) reportReservedKey(key, joinPointer(pointer, key), this.#report, 'key')
      else this.#report(key === 'let' ? reservedField(key, pointer) : unknownKey(key, pointer, 'a step', STEP_FIELDS))
    }
  }
}

function slotHint(value: unknown): { hint?: string } {
  if (isAbsent(value)) return { hint: 'Write [] for an empty slot' }
  return isDict(value) ? { hint: 'Put a dash before each step' } : {}
}

function reservedField(key: string, pointer: string): Finding {
  return {
    code: 'reserved_field',
    severity: 'warning',
    message: `"${key}" is reserved and does nothing yet`,
    pointer: joinPointer(pointer, key),
    part: 'key',
  }
}

/** Stream targets of scripts and tests are paths that the engine writes through (engine.md 1.11). */
function checkStreamTargets(call: string, input: Dict, pointer: string, report: Report): void {
  if (!/^(?:lcod:\/\/)?tooling\/(?:script|test_checker)(?:@|$)/.test(call)) return
  const streams = own(input, 'streams')
  if (!Array.isArray(streams)) return
  streams.forEach((stream, index) => {
    const target = isDict(stream) ? own(stream, 'target') : undefined
    if (typeof target === 'string') checkWrittenPath(target, `${pointer}/streams/${index}/target`, report)
  })
}
