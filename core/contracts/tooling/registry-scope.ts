import { composeFromValue } from '../../compose/compose-from-value.ts'
import { KernelError } from '../../errors/kernel-error.ts'
import { normaliseError } from '../../errors/normalise-error.ts'
import { type Component, RegistryScope } from '../../resolve/registry.ts'
import { completeId } from '../../resolve/relative-id.ts'
import type { OperatorCall } from '../../run/call.ts'
import type { NativeComponent } from '../../run/component.ts'
import { Scope } from '../../run/scope.ts'
import { type Dict, isDict } from '../../values.ts'
import { isLogCaptureId, logCaptureComponents } from './log-capture.ts'

/**
 * Runs its slot with bindings and inline components of its own. They are gone afterwards, also after an error: the slot
 * holds an inner registry level, and nothing outside it ever changes.
 *
 * @throws {KernelError} `invalid_compose` when an inline compose cannot be read, naming the component.
 * Spec: engine.md 4.4.
 */
export const registryScope: NativeComponent = {
  kind: 'native',
  id: 'lcod://tooling/registry/scope@1',
  summary: 'Give a slot bindings and components of its own',
  input: {
    type: 'object',
    properties: {
      id: { type: 'string', description: 'Label for logs, as tag scopeId' },
      bindings: { type: 'object', description: 'contract id → implementation id' },
      components: { type: 'array', description: 'Inline components: id, compose, inputs, outputs, slots' },
    },
  },
  output: { type: 'object', description: 'Final state of the slot' },
  slots: { body: { summary: 'Runs with them', isDefault: true } },
  run(input, call) {
    const components = inlineComponents(input['components'], call)
    const registry = new RegistryScope(call.registry, { components, bindings: bindingsOf(input['bindings']) })
    const label = typeof input['id'] === 'string' && input['id'] !== '' ? { scopeId: input['id'] } : {}
    const slot = call.withRegistry(registry).withTags(label).slot('body')
    return slot === undefined ? Scope.empty : slot.run()
  },
}

function bindingsOf(value: unknown): Array<readonly [string, string]> {
  if (!isDict(value)) return []
  return Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
}

function inlineComponents(value: unknown, call: OperatorCall): Component[] {
  if (!Array.isArray(value)) return []
  const capture = logCaptureComponents()
  return value.filter(isDict).flatMap((entry) => {
    const id = typeof entry['id'] === 'string' ? entry['id'].trim() : ''
    if (id === '') return skip(call, 'Skipping inline component without a valid id')
    if (isLogCaptureId(id)) return [capture[id]]
    if (Array.isArray(entry['compose'])) return [inlineComponent(id, entry, call)]
    return entry['manifest'] === undefined
      ? skip(call, 'Inline component without a compose', { id })
      : skip(call, 'Inline component manifest not supported', { id })
  })
}

function skip(call: OperatorCall, message: string, data?: Dict): [] {
  call.kernelLog('warn', message, data, { module: 'registry-scope' })
  return []
}

function inlineComponent(id: string, entry: Dict, call: OperatorCall): Component {
  const context = call.packageContext
  const full = completeId(id, context)
  try {
    return {
      kind: 'compose',
      id: full,
      composition: composeFromValue(entry['compose'], full),
      inputs: namesOf(entry['inputs']),
      outputs: namesOf(entry['outputs']),
      slotNames: namesOf(entry['slots']),
      ...(context === undefined ? {} : { context }),
    }
  } catch (thrown) {
    const error = normaliseError(thrown)
    throw new KernelError(error.code, `Inline component "${full}": ${error.message}`, {
      data: error.data,
      cause: error,
    })
  }
}

/** The keys of a table of declarations, or the names of a list. */
function namesOf(declared: unknown): string[] {
  if (Array.isArray(declared)) return declared.filter((name): name is string => typeof name === 'string' && name !== '')
  return isDict(declared) ? Object.keys(declared).filter((name) => name !== '') : []
}
