/** Runs that end badly in every way, one session each: for looking at what they leave behind. Knows no host. */
import type { ScriptHost, ScriptRequest, ScriptSession, ScriptsPort } from '../../core/host/scripts.ts'

const HOST: ScriptHost = { call: async (_id, args) => args, runSlot: async (_name, state) => state, console: () => {} }
/** Calls are never answered. */
const SILENT: ScriptHost = { ...HOST, call: () => new Promise(() => {}) }

/** How a hostile run ends, and what does it. */
export const HOSTILE: ReadonlyArray<{ readonly ending: string; readonly source: string; readonly fuel?: number }> = [
  { ending: 'ok', source: '() => [1, 2, 3].map((n) => n * 2)' },
  { ending: 'thrown', source: '() => { throw new Error("no") }' },
  { ending: 'script_timeout', source: '() => { for (;;); }', fuel: 300_000 },
  { ending: 'script_timeout', source: '() => "a".repeat(1e5).indexOf("a".repeat(5e4) + "b")', fuel: 300_000 },
  { ending: 'script_memory_exceeded', source: '() => { const a = []; for (;;) a.push(new Uint8Array(1e6)) }' },
  { ending: 'script_stack_exceeded', source: '() => JSON.parse("[".repeat(1e5))' },
  { ending: 'script_compile_failed', source: '('.repeat(50_000) },
  { ending: 'script_timeout', source: 'async () => { for (;;) await 1 }', fuel: 300_000 },
  { ending: 'cancelled', source: '(scope, api) => api.call("x")' },
  { ending: 'script_limit_exceeded', source: '() => { let a = []; for (let i = 0; i < 250; i++) a = [a]; return a }' },
]

/**
 * One run of the `HOSTILE` list, in a session of its own that is closed afterwards.
 *
 * @returns how it ended.
 */
export async function runHostile(scripts: ScriptsPort, index: number): Promise<string> {
  const { ending, source, fuel = 30_000_000 } = HOSTILE[index % HOSTILE.length]!
  const session = await scripts.open({
    clock: { now: () => 0, monotonic: () => 0 },
    random: { bytes: (length) => new Uint8Array(length).fill(index) },
    env: {},
    cwd: '/',
    memoryPages: 256,
  })
  const request: ScriptRequest = {
    source,
    tools: [],
    scope: '{"state":{}}',
    config: '{}',
    imports: {},
    limits: { timeoutMs: 1000, fuel },
  }
  return ending === 'cancelled' ? closeWhileWaiting(session, request) : runToEnd(session, request)
}

async function runToEnd(session: ScriptSession, request: ScriptRequest): Promise<string> {
  try {
    const outcome = await session.run(request, HOST)
    return outcome.ok ? 'ok' : (outcome.code ?? 'thrown')
  } catch (error) {
    return codeOf(error)
  } finally {
    session.dispose()
  }
}

async function closeWhileWaiting(session: ScriptSession, request: ScriptRequest): Promise<string> {
  await session.run({ ...request, source: '() => 1' }, HOST)
  const waiting = Promise.resolve(session.run(request, SILENT))
  session.dispose()
  return waiting.then(() => 'ok', codeOf)
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}
