import { describe, it } from 'vitest'
import { createMemoryHost } from '../../adapters/memory/index.ts'
import { composeFromValue } from '../compose/compose-from-value.ts'
import { flowThrow } from '../flow/throw.ts'
import type { ClockPort } from '../host/clock.ts'
import type { ScriptsPort } from '../host/scripts.ts'
import { createKernel } from '../kernel.ts'
import { ALL_PERMISSIONS } from '../permissions/permissions.ts'
import type { JsonSchema, NativeComponent } from '../run/component.ts'
import { standardComponents } from '../standard-components.ts'
import { endsWell } from '../testing/ends-well.ts'
import { fc } from '../testing/fc.ts'
import {
  type Hostile,
  hostile,
  hostileDocument,
  hostileKey,
  hostileOfKind,
  objectOf,
  oneReplaced,
  plain,
  smallHostile,
} from '../testing/hostile-values.ts'
import type { Dict } from '../values.ts'
import { implFail } from './impl/fail.ts'

/** What fails with the error that it is told to fail with. */
const OWN_ERRORS: ReadonlySet<unknown> = new Set([flowThrow, implFail])

const natives = standardComponents.filter((one) => one.kind === 'native').filter((one) => !OWN_ERRORS.has(one))

/** Every timer is due as soon as the event loop turns: what waits must not make the test wait. */
const eagerClock: ClockPort = {
  now: () => 0,
  monotonic: () => 0,
  after(_ms, callback) {
    const timer = setTimeout(callback, 0)
    return () => clearTimeout(timer)
  },
  yield: () => new Promise((resolve) => setTimeout(resolve, 0)),
}

/** A host on which every file, answer and script says the same: the JSON of a value. */
function makeHost(said: unknown) {
  const json = jsonOf(said)
  const lines = Array.isArray(said) ? said.map(jsonOf).join('\n') : json
  return createMemoryHost({
    clock: eagerClock,
    seed: 1,
    env: { A: 'a' },
    files: {
      ...Object.fromEntries(DOCUMENTS.map((path) => [path, json])),
      'sub/lcp.toml': 'schemaVersion = 1\nid = [[1]]\n',
      'list.jsonl': `${LIST_HEADER}\n${lines}\n`,
    },
    http: [
      { url: 'https://host/a', body: 'text', headers: { 'content-type': 'application/json' } },
      { url: 'https://host/said.json', body: json, headers: { 'content-type': 'application/json' } },
    ],
    ports: { scripts: scriptsThatSay(json) },
  })
}

const LIST_HEADER = '{"type":"manifest","schema":"lcod-manifest/list@1"}'
const DOCUMENTS = ['said.json', 'catalog.json', 'resolve.config.json', 'sources.json', 'registry.json', 'lcp.toml']

function jsonOf(value: unknown): string {
  return JSON.stringify(value) ?? 'null'
}

function scriptsThatSay(json: string): ScriptsPort {
  return {
    open: () => ({
      async run(_request, host) {
        await host.call('lcod://impl/set@1', json).catch(() => undefined)
        return { ok: true, value: json, messages: ['said'], fuel: 1 }
      },
      dispose: () => {},
    }),
  }
}

/** Calls a component with an input, and with slots that hold one step each. */
async function callWith(component: NativeComponent, given: unknown, said: unknown): Promise<void> {
  const body = [{ call: 'lcod://impl/set@1', in: { '...': '$.input' }, out: { '...': '$' } }]
  const slots = Object.fromEntries(Object.keys(component.slots ?? {}).map((name) => [name, body]))
  const composition = composeFromValue([
    { call: component.id, in: { '...': '$.input' }, out: { result: '$', '...': '$' }, slots },
  ])
  const kernel = createKernel({
    host: makeHost(said),
    permissions: ALL_PERMISSIONS,
    limits: { steps: 500, wallMs: Number.MAX_SAFE_INTEGER },
  })
  await kernel.run(composition, { input: { input: given }, observer: () => {} })
}

/** Inputs of a component: what it declares, fitting or not, or its example with one part exchanged. */
function inputsOf({ input, ...component }: NativeComponent): fc.Arbitrary<Hostile> {
  const properties = Object.entries((input?.['properties'] ?? {}) as Record<string, JsonSchema>)
  const declared = fc
    .tuple(...properties.map(([name, schema]) => fc.tuple(fc.constant(name), memberOf(schema))))
    .chain((entries) => fc.subarray(entries))
  const stray = fc.array(fc.tuple(hostileKey, smallHostile), { maxLength: 2 })
  const given = fc.tuple(declared, stray).map((entries) => objectOf(entries.flat()))
  const { example } = component as { readonly example?: { readonly input: Dict } }
  return fc.oneof({ arbitrary: given, weight: 2 }, oneReplaced(example?.input ?? {}))
}

function memberOf(schema: JsonSchema): fc.Arbitrary<Hostile> {
  const allowed = ((schema['enum'] ?? []) as unknown[]).map((value) => fc.constant(value).map(plain))
  const types = ([] as unknown[]).concat(schema['type'] ?? [])
  const fitting = types.map((type) => hostileOfKind[type as keyof typeof hostileOfKind] ?? smallHostile)
  return fc.oneof(hostile, ...allowed, ...fitting, ...fitting)
}

/** How many samples each of the components gets. */
const numRuns = Math.max(6, Math.ceil((fc.readConfigureGlobal().numRuns ?? 300) / 50))

describe.each(natives)('$id', (component) => {
  it('ends in a value or a declared error, whatever it is given', async () => {
    await fc.assert(
      fc.asyncProperty(inputsOf(component), hostileDocument, (input, said) =>
        endsWell(() => callWith(component, input.make(), said.make())),
      ),
      { numRuns },
    )
  })
})
