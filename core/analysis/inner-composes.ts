import { joinPointer } from '../compose/pointer.ts'
import type { SourceNode } from '../compose/source-node.ts'
import type { Component } from '../resolve/registry.ts'
import { RegistryScope } from '../resolve/registry.ts'
import { completeId, type PackageContext } from '../resolve/relative-id.ts'
import { isDict } from '../values.ts'
import { StateScope } from './state-scope.ts'
import { readStepList, type StepList, type StepNode } from './step-tree.ts'

/** A compose that stands in the data of a step. */
export interface InnerCompose {
  readonly list: StepList
  readonly start: StateScope
  readonly outputs: readonly string[]
}

const REGISTRY_SCOPE = /^lcod:\/\/(?:contract\/)?tooling\/registry\/scope@/
const TEST_CHECKER = /^lcod:\/\/(?:contract\/)?tooling\/test_checker@/

/** The composes inside a step: components of a registry scope, what a test checks. */
export function innerComposes(step: StepNode, id: string): InnerCompose[] {
  if (REGISTRY_SCOPE.test(id)) {
    return inlineComponents(step).flatMap(({ entry, pointer }) => {
      const compose = entry.entries?.get('compose')?.node
      if (compose?.items === undefined) return []
      const inputs = namesOf(entry.entries?.get('inputs')?.node)
      const start = inputs.length === 0 ? StateScope.unknown : declaredState(inputs)
      return [
        {
          list: readStepList(compose, joinPointer(pointer, 'compose')),
          start,
          outputs: namesOf(entry.entries?.get('outputs')?.node),
        },
      ]
    })
  }
  const compose = TEST_CHECKER.test(id) ? step.inputs.find(({ name }) => name === 'compose') : undefined
  if (compose?.node.items === undefined) return []
  return [{ list: readStepList(compose.node, compose.pointer), start: testState(step), outputs: [] }]
}

/** The registry that the slot of a registry scope sees. */
export function innerRegistry(
  step: StepNode,
  id: string,
  registry: RegistryScope,
  context: PackageContext | undefined,
): RegistryScope {
  if (REGISTRY_SCOPE.test(id)) {
    const components = inlineComponents(step).flatMap(({ entry }) => inlineComponent(entry, context))
    const bindings = step.inputs.find(({ name }) => name === 'bindings')?.node.entries ?? new Map()
    return new RegistryScope(registry, { components, bindings: textPairs(bindings) })
  }
  if (!TEST_CHECKER.test(id)) return registry
  const pairs = (step.inputs.find(({ name }) => name === 'bindings')?.node.items ?? []).flatMap(({ value }) => {
    if (!isDict(value)) return []
    const { contract, implementation } = value
    return typeof contract === 'string' && typeof implementation === 'string'
      ? [[contract, implementation] as const]
      : []
  })
  return pairs.length === 0 ? registry : new RegistryScope(registry, { bindings: pairs })
}

/** The components that a registry scope brings along, with where they stand. */
export function inlineComponents(step: StepNode): Array<{ readonly entry: SourceNode; readonly pointer: string }> {
  const components = step.inputs.find(({ name }) => name === 'components')
  return (components?.node.items ?? []).map((entry, index) => ({
    entry,
    pointer: joinPointer(components!.pointer, index),
  }))
}

function inlineComponent(entry: SourceNode, context: PackageContext | undefined): Component[] {
  const id = entry.entries?.get('id')?.node.value
  if (typeof id !== 'string' || id.trim() === '') return []
  return [
    {
      kind: 'compose',
      id: completeId(id.trim(), context),
      composition: { steps: [] },
      inputs: namesOf(entry.entries?.get('inputs')?.node),
      outputs: namesOf(entry.entries?.get('outputs')?.node),
      slotNames: namesOf(entry.entries?.get('slots')?.node),
    },
  ]
}

/** A state of exactly these keys. */
function declaredState(names: readonly string[]): StateScope {
  return StateScope.empty.with(names.map((key) => ({ key, shape: undefined })))
}

function testState(step: StepNode): StateScope {
  const input = step.inputs.find(({ name }) => name === 'input')
  const isOpen = step.inputs.some(({ name, spread }) => spread || name === 'streams')
  const known = declaredState([...(input?.node.entries?.keys() ?? [])])
  const isLiteral = input === undefined || input.node.entries !== undefined
  return known.with([], { isOpen: isOpen || !isLiteral })
}

function namesOf(node: SourceNode | undefined): string[] {
  if (node?.entries !== undefined) return [...node.entries.keys()]
  return (node?.items ?? []).flatMap(({ value }) => (typeof value === 'string' && value !== '' ? [value] : []))
}

function textPairs(entries: ReadonlyMap<string, { readonly node: SourceNode }>): Array<readonly [string, string]> {
  return Array.from(entries, ([name, { node }]) => [name, node.value] as const).filter(
    (pair): pair is readonly [string, string] => typeof pair[1] === 'string',
  )
}
