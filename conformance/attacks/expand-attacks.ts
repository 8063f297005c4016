import { ANY, type ConformanceCase } from '../case.ts'
import type { Attack, AttackFile, AttackVerdict } from './attack.ts'

const DEFAULT_PAGES = 320

/** What an escaped payload would return, or could show: the text `41 + 1` was run, or the value is the host's. */
const PROBE = (payload: string): string => `async (scope, api) => {
  let found
  try {
    found = await (${payload})
    if (typeof found === 'function') found = await found()
  } catch (error) {
    return error === null || typeof error !== 'object' || error instanceof Error ? 'contained' : 'ESCAPED: a foreign error'
  }
  if (found === 42) return 'ESCAPED: text was run'
  if (typeof found === 'object' && found !== null)
    for (const name of ['versions', 'mainModule', 'require', 'fetch', 'setTimeout', 'Buffer', 'caches', 'document', 'postMessage'])
      if (found[name] !== undefined) return 'ESCAPED: found ' + name
  return 'contained'
}`

/** The next script of the same run finds everything as it should be. */
const NEXT = `async (scope, api) => [
  1 + 1, ({}).polluted === undefined && [].polluted === undefined, typeof leaked, typeof globalThis.leaked,
  JSON.stringify({ a: [1] }), (await api.call('lcod://impl/echo@1', { value: 'still here' })).val,
  [3, 1, 2].sort().map(String).join('') + 'ab'.toUpperCase(), new Date(0).toISOString(),
]`
const NEXT_RESULT = [2, true, 'undefined', 'undefined', '{"a":[1]}', 'still here', '123AB', '1970-01-01T00:00:00.000Z']

/**
 * The attacks of one file as conformance cases: the attacking script, then another script of the same run, which must
 * not notice.
 *
 * @param group what their ids begin with: `attacks/escape`.
 * @param fuel case id → work units of each script, as recorded.
 */
export function expandAttacks(
  file: AttackFile,
  group: string,
  fuel: Readonly<Record<string, readonly number[]>>,
): ConformanceCase[] {
  return [...routesOf(file), ...(file.attacks ?? [])].map((attack) => toCase(attack, file, group, fuel))
}

function routesOf({ via = [], routes = [] }: AttackFile): Attack[] {
  return via.flatMap((thing) =>
    routes.map((route) => {
      const payload = route.replaceAll('$', () => thing)
      return { name: payload, payload, verdict: { contained: true } }
    }),
  )
}

function toCase(
  attack: Attack,
  file: AttackFile,
  group: string,
  recorded: Readonly<Record<string, readonly number[]>>,
): ConformanceCase {
  const id = `${group}: ${attack.name}`
  const { timeoutMs, fuel = file.fuel } = attack
  const limit = timeoutMs === undefined ? { fuel } : { timeoutMs }
  const expectFuel = recorded[id]
  return {
    id,
    name: attack.name,
    spec: file.spec,
    needs: ['scripts'],
    env: { SECRET: 'not granted' },
    permissions: { env: [] },
    limits: { scriptMemoryPages: file.pages ?? DEFAULT_PAGES },
    compose: [
      {
        call: 'lcod://flow/try@1',
        slots: {
          body: [
            {
              call: 'lcod://tooling/script@1',
              in: {
                source: sourceOf(attack),
                input: { a: 1 },
                imports: { echo: 'lcod://impl/echo@1' },
                config: { b: 2 },
                tools: [{ name: 'tool', source: '(payload, api) => payload' }],
                ...limit,
              },
              out: { attack: '$' },
            },
          ],
          catch: [{ call: 'lcod://impl/set@1', in: { code: '$slot.error.code' }, out: { failed: 'code' } }],
        },
        out: { attack: 'attack', failed: 'failed' },
      },
      { call: 'lcod://tooling/script@1', in: { source: NEXT, input: {} }, out: { next: '$' } },
    ],
    expect: { ...expectedOf(attack.verdict), next: NEXT_RESULT },
    ...(expectFuel === undefined ? {} : { expectFuel }),
  }
}

function sourceOf({ name, payload, source, repeat }: Attack): string {
  const text = source ?? (payload === undefined ? undefined : PROBE(payload))
  if (text === undefined) throw new Error(`The attack "${name}" has neither payload nor source`)
  return repeat === undefined ? text : text.replaceAll('$', () => repeat.text.repeat(repeat.times))
}

function expectedOf(verdict: AttackVerdict): Record<string, unknown> {
  if (verdict.fails !== undefined) return { failed: verdict.fails }
  if (verdict.contained) return { attack: 'contained' }
  if (verdict.code !== undefined) return { attack: { success: false, messages: ANY, code: verdict.code } }
  if (verdict.throws !== undefined) return { attack: { success: false, messages: [verdict.throws], error: ANY } }
  return { attack: verdict.value }
}
