/** What the tests of the sandbox share: a session with a known world, and scripts run in it. */
import type { ScriptHost, ScriptOutcome, ScriptRequest, ScriptSession } from '../../../core/host/scripts.ts'
import { loadQuickJsModule } from '../load-node.ts'
import { createQuickJsScripts } from '../quickjs-scripts.ts'

export const port = createQuickJsScripts({ module: () => loadQuickJsModule() })

export interface TestWorld {
  readonly now?: number
  readonly seed?: number
  readonly memoryPages?: number
  readonly monotonic?: () => number
  readonly env?: Record<string, string>
  readonly fuel?: number
}

export async function openSession(world: TestWorld = {}): Promise<ScriptSession> {
  const { now = 1_700_000_000_000, seed = 1, memoryPages = 512, fuel, env = {} } = world
  return port.open({
    clock: { now: () => now, monotonic: world.monotonic ?? (() => performance.now()) },
    random: { bytes: (length) => new Uint8Array(length).fill(seed) },
    env,
    cwd: '/work',
    memoryPages,
    ...(fuel === undefined ? {} : { fuel }),
  })
}

export interface TestScript extends Partial<Omit<ScriptRequest, 'source' | 'scope' | 'limits'>> {
  readonly state?: unknown
  readonly bindings?: Record<string, unknown>
  readonly timeoutMs?: number
  readonly fuel?: number
}

export function request(source: string, script: TestScript = {}): ScriptRequest {
  const { state = {}, bindings, tools = [], config = '{}', imports = {}, timeoutMs = 2000, fuel } = script
  const scope = JSON.stringify(bindings === undefined ? { state } : { state, bindings })
  return { source, tools, scope, config, imports, limits: fuel === undefined ? { timeoutMs } : { timeoutMs, fuel } }
}

/** A host whose calls answer with their own arguments. */
export const echoHost: ScriptHost = {
  call: async (_id, args) => args,
  runSlot: async (_name, state) => state,
  console: () => {},
}

export async function run(
  session: ScriptSession,
  source: string,
  script: TestScript = {},
  host: ScriptHost = echoHost,
): Promise<ScriptOutcome> {
  return session.run(request(source, script), host)
}

/** The value of a script that must succeed. */
export async function resultOf(
  session: ScriptSession,
  source: string,
  script: TestScript = {},
  host: ScriptHost = echoHost,
): Promise<unknown> {
  const outcome = await run(session, source, script, host)
  if (!outcome.ok) throw new Error(outcome.stack)
  return outcome.value === undefined ? undefined : JSON.parse(outcome.value)
}
