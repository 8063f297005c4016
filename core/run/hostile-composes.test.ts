import { expect, it } from 'vitest'
import { createMemoryHost } from '../../adapters/memory/index.ts'
import { composeFromValue } from '../compose/compose-from-value.ts'
import { composeToMermaid } from '../compose/mermaid.ts'
import { parseCompose } from '../compose/parse-compose.ts'
import { createKernel } from '../kernel.ts'
import { checkCompose } from '../lint/check-compose.ts'
import { lint } from '../lint/lint.ts'
import { findLoggers } from '../lint/loggers.ts'
import { ALL_PERMISSIONS } from '../permissions/permissions.ts'
import { endsWell } from '../testing/ends-well.ts'
import { fc } from '../testing/fc.ts'
import { type Hostile, hostile, hostileKey, listOf, objectOf, plain, smallHostile } from '../testing/hostile-values.ts'
import type { TraceEvent } from '../trace/events.ts'
import { prettyTrace } from '../trace/formats/pretty-trace.ts'
import type { Dict } from '../values.ts'

const CALLS = [
  ...['lcod://impl/set@1', 'lcod://core/array/length@1', 'lcod://contract/core/string/format@1', 'lcod://flow/if@1'],
  ...['lcod://flow/foreach@1', 'lcod://flow/while@1', 'lcod://flow/parallel@1', 'lcod://flow/try@1', 'flow/try@1'],
  ...['lcod://flow/break@1', 'lcod://flow/check_abort@1', 'lcod://contract/compose/run_slot@1', 'lcod://demo/inner@1'],
  ...['lcod://tooling/registry/scope@1', 'lcod://tooling/queue/bfs@0.1.0', 'lcod://contract/tooling/log@1'],
  ...['lcod://axiom/tooling/raw_input@1', 'lcod://core/array/push@1', 'lcod://core/object/set@1', './x', 'a/b@1'],
]
const EXPRESSIONS = [
  '=',
  '$',
  '$.',
  '$.a',
  '$.a.b',
  '$.a[0]',
  '$slot.item',
  '$slot',
  '$env.A',
  '$run.id',
  '$globals.',
  'a',
]
const KEYS = ['a', 'a?', '...', '....', '...a', 'list', 'cond', 'items', 'value', 'template', 'values', 'slot', 'path']
const SLOTS = ['body', 'then', 'else', 'catch', 'finally', 'children', 'tasks', 'condition', 'process', 'key', 'run']

const some = (texts: readonly string[]) => fc.constantFrom(...texts).map(plain)
const bindingKey = fc.oneof({ arbitrary: fc.constantFrom(...KEYS), weight: 4 }, hostileKey)
const binding = fc.oneof(some(EXPRESSIONS), smallHostile)

/** A list of steps whose every part may be what no author writes. */
function stepsOf(levels: number): fc.Arbitrary<Hostile> {
  const inner = levels === 0 ? fc.constant([]).map(listOf) : stepsOf(levels - 1)
  const slots = fc.array(fc.tuple(fc.oneof(fc.constantFrom(...SLOTS), hostileKey), inner), { maxLength: 3 })
  const member = (name: string, honest: fc.Arbitrary<Hostile>) =>
    fc.tuple(fc.constant(name), fc.oneof({ arbitrary: honest, weight: 9 }, smallHostile))
  const bindings = fc.array(fc.tuple(bindingKey, binding), { maxLength: 4 }).map(objectOf)
  const members = fc.tuple(
    member('call', some(CALLS)),
    member('in', bindings),
    member('out', bindings),
    member('slots', slots.map(objectOf)),
    member('collectPath', some(EXPRESSIONS)),
    fc.tuple(hostileKey, smallHostile),
  )
  const step = fc.oneof({ arbitrary: members.chain(stepOf), weight: 9 }, smallHostile)
  return fc.array(step, { maxLength: 3 }).map(listOf)
}

const compose = stepsOf(3)

/** Most of the members of a step, always with what it calls. */
function stepOf(entries: ReadonlyArray<readonly [string, Hostile]>): fc.Arbitrary<Hostile> {
  const [call, ...others] = entries
  return fc.subarray(others).map((kept) => objectOf(call === undefined ? kept : [call, ...kept]))
}

const INNER = {
  kind: 'compose' as const,
  id: 'lcod://demo/inner@1',
  inputs: ['a'],
  outputs: ['__proto__', 'a'],
  composition: composeFromValue([{ call: 'lcod://contract/compose/run_slot@1', in: { slot: 'run' }, out: { a: '$' } }]),
}

function makeKernel() {
  return createKernel({
    host: createMemoryHost({ seed: 1, now: 0, env: { A: 'x' } }),
    permissions: ALL_PERMISSIONS,
    limits: { steps: 300, tasks: 8 },
  })
}

it('composes of any values are run or refused, and a run ends in a value or a declared error', async () => {
  const states = fc.array(fc.tuple(fc.constantFrom('a', 'list', 'item'), hostile), { maxLength: 3 }).map(objectOf)
  await fc.assert(
    fc.asyncProperty(compose, states, fc.boolean(), (steps, state, keepsAll) =>
      endsWell(async () => {
        const composition = composeFromValue(steps.make())
        composeToMermaid(composition)
        const trace = prettyTrace()
        const recording = keepsAll ? {} : { detail: { first: 3, perMs: 0 }, previewLength: 20 }
        await makeKernel().run(composition, {
          input: state.make() as Dict,
          observer: (event: TraceEvent) => trace.write(event),
          components: [INNER],
          recording,
        })
      }),
    ),
  )
})

/** Every sample is read and checked twice. */
const numRuns = Math.ceil((fc.readConfigureGlobal().numRuns ?? 300) / 3)

it('the text of any compose is checked without an exception, as JSON and as YAML', async () => {
  const { registry } = makeKernel()
  await fc.assert(
    fc.asyncProperty(compose, async (steps) => {
      const text = JSON.stringify(steps.make())
      for (const file of ['compose.json', 'compose.yaml']) {
        const parsed = parseCompose(text, { file })
        expect(checkCompose(parsed, { file, registry })).toBeInstanceOf(Array)
        const { composition } = parsed
        if (composition === undefined) continue
        const usedLoggers = await findLoggers({ composition, registry })
        lint({ composition, registry, outputs: ['a'], requires: ['lcod://a/b@1'], usedLoggers, declaredLoggers: [] })
      }
    }),
    { numRuns },
  )
})
