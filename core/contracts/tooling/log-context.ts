import { scalarTags } from '../../logging/log-entry.ts'
import type { NativeComponent } from '../../run/component.ts'
import { Scope } from '../../run/scope.ts'

/**
 * Runs its slot with tags on every log inside it, the inner ones winning.
 *
 * Spec: engine.md 5.3.
 */
export const logContext: NativeComponent = {
  kind: 'native',
  id: 'lcod://tooling/log.context@1',
  summary: 'Add tags to every log of a slot',
  input: {
    type: 'object',
    properties: { tags: { type: 'object', description: 'Flat labels; members that are not scalars are dropped' } },
  },
  output: { type: 'object', description: 'Final state of the slot' },
  slots: { body: { summary: 'Runs with the tags', isDefault: true } },
  run(input, call) {
    const tags = scalarTags(input['tags'])
    const slot = (tags === undefined ? call : call.withTags(tags)).slot('body')
    return slot === undefined ? Scope.empty : slot.run()
  },
}
