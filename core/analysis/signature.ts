import type { Component } from '../resolve/registry.ts'
import type { SlotSpec } from '../run/component.ts'
import { isOpenShape, propertiesOf, requiredOf, type Shape } from './shape.ts'

/** An input or output of a component. */
export interface Field {
  readonly name: string
  readonly shape: Shape
  readonly required: boolean
  readonly summary?: string
}

/** What a caller may write and gets, whatever the component is written in. */
export interface Signature {
  readonly inputs: ReadonlyMap<string, Field>
  /** Other inputs than these mean something too. */
  readonly openInputs: boolean
  readonly outputs: ReadonlyMap<string, Field>
  readonly openOutputs: boolean
  readonly slots: ReadonlyMap<string, SlotSpec>
  readonly openSlots: boolean
}

const SCRIPT = /^lcod:\/\/(?:contract\/)?tooling\/script@/
const RUN_SLOT = /^lcod:\/\/contract\/compose\/run_slot@/

const signatures = new WeakMap<Component, Signature>()

/** The signature of a component, made once. */
export function signatureOf(component: Component): Signature {
  let signature = signatures.get(component)
  if (signature === undefined) {
    signature = component.kind === 'native' ? ofDescriptor(component) : ofCompose(component)
    signatures.set(component, signature)
  }
  return signature
}

function ofDescriptor(component: Component): Signature {
  const { input, output, slots } = component
  // A script takes further inputs as its state; it and `run_slot` run any slot by name.
  const isScript = SCRIPT.test(component.id)
  return {
    inputs: fieldsOf(input),
    openInputs: isScript || isOpenShape(input),
    outputs: fieldsOf(output),
    openOutputs: isOpenShape(output),
    slots: new Map(Object.entries(slots ?? {})),
    openSlots: isScript || RUN_SLOT.test(component.id),
  }
}

function ofCompose(component: Component & { kind: 'compose' }): Signature {
  const { inputs = [], outputs = [], slotNames = [], slots = {} } = component
  const input = component.inputSchema ?? component.input
  const output = component.outputSchema ?? component.output
  const slotMap = new Map<string, SlotSpec>(slotNames.map((name) => [name, {}]))
  for (const [name, slot] of Object.entries(slots)) slotMap.set(name, slot)
  return {
    inputs: namedFields(inputs, input),
    openInputs: inputs.length === 0 && isOpenShape(input),
    outputs: namedFields(outputs, output),
    openOutputs: outputs.length === 0 && isOpenShape(output),
    slots: slotMap,
    // A compose may run slots of its caller without declaring any.
    openSlots: slotMap.size === 0,
  }
}

function namedFields(names: readonly string[], shape: Shape): ReadonlyMap<string, Field> {
  const known = fieldsOf(shape)
  if (names.length === 0) return known
  return new Map(names.map((name) => [name, known.get(name) ?? { name, shape: undefined, required: false }]))
}

function fieldsOf(shape: Shape): ReadonlyMap<string, Field> {
  const required = requiredOf(shape)
  return new Map(
    Array.from(propertiesOf(shape), ([name, property]) => {
      const { description } = property
      const summary = typeof description === 'string' ? { summary: description } : {}
      return [name, { name, shape: property, required: required.has(name), ...summary }]
    }),
  )
}
