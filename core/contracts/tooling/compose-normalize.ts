import { invalidComposeValue } from '../../compose/invalid-compose.ts'
import { normalizeSteps } from '../../compose/normalize-steps.ts'
import type { Problem } from '../../compose/problem.ts'
import { hasErrors, toProblem } from '../../compose/problem-list.ts'
import type { Finding } from '../../compose/report.ts'
import { ensureBounded } from '../../ensure-bounded.ts'
import { defineContract } from '../define-contract.ts'

/**
 * Expands the sugar of a list of steps: what the kernel does to every compose before it runs it, for tools.
 *
 * A `compose` that is no list gives an empty list.
 *
 * @throws {KernelError} `invalid_compose` for steps that are no objects, malformed spreads and reserved names;
 * `value_too_deep`, `value_too_large`.
 * Spec: engine.md 1.10.
 */
export const composeNormalize = defineContract<{ compose?: unknown }>({
  id: 'lcod://tooling/compose/normalize@0.1.0',
  aliases: ['lcod://tooling/compose/normalize@1'],
  summary: 'Expands the sugar of a list of steps.',
  input: {
    type: 'object',
    properties: {
      compose: { type: 'array', items: { type: 'object' }, description: 'Steps as written.', 'x-lenient': true },
    },
  },
  output: {
    type: 'object',
    required: ['compose'],
    properties: { compose: { type: 'array', items: { type: 'object' }, description: 'The same steps, canonical.' } },
  },
  example: {
    input: { compose: [{ call: 'lcod://impl/echo@1', in: { value: '=' }, out: { 'val?': '=' } }] },
    output: {
      compose: [
        {
          call: 'lcod://impl/echo@1',
          in: { value: '$.value' },
          out: { val: { __lcod_optional__: true, value: 'val' } },
        },
      ],
    },
  },
  run: ({ compose }) => {
    ensureBounded(compose)
    const problems: Problem[] = []
    const report = (finding: Finding) => problems.push(toProblem(finding))
    const steps = Array.isArray(compose) ? normalizeSteps(compose, { report }) : []
    if (hasErrors(problems)) throw invalidComposeValue(problems)
    return { compose: steps }
  },
})
