import { defineContract } from '../../define-contract.ts'

/**
 * The resolver's first contract, kept for composes that still call it: it looks nothing up and answers that the
 * dependency comes from a registry.
 *
 * @returns `resolved` with the id as it was given, and one warning that says what to call instead.
 * Spec: contracts.md 2.1 `contract/tooling/resolve-dependency`.
 */
export const resolveDependency = defineContract<{ dependency: string }>({
  id: 'lcod://contract/tooling/resolve-dependency@1',
  summary: 'Answers for one dependency without looking it up (deprecated).',
  input: {
    type: 'object',
    properties: {
      dependency: { type: 'string', minLength: 1, default: 'unknown', 'x-lenient': true, description: 'Id to resolve' },
      config: { description: 'Not read' },
      projectPath: { description: 'Not read' },
    },
  },
  output: {
    type: 'object',
    required: ['resolved', 'warnings'],
    properties: {
      resolved: { type: 'object', description: 'id, source and an empty list of dependencies' },
      warnings: { type: 'array', description: 'That this contract is deprecated' },
    },
  },
  run: ({ dependency }) => ({
    resolved: { id: dependency, source: { type: 'registry', reference: dependency }, dependencies: [] },
    warnings: [
      `${dependency} was not looked up: resolve-dependency is deprecated, call lcod://contract/tooling/resolver/resolve_dependencies@1`,
    ],
  }),
})
