import type { Limits } from '../core/kernel-api.ts'

/** What the operator of the Worker decides; see `readSettings` for the variables. */
export interface Settings {
  /** What `/run` asks for; `null` when none is set. */
  readonly token: string | null
  /** `/run` needs no token. */
  readonly open: boolean
  /** Pages that may call, such as `https://example.com`. */
  readonly origins: readonly string[]
  /** Bytes of a request's body. */
  readonly maxBodyBytes: number
  /** Runs at once in one isolate. */
  readonly maxRuns: number
  /** Bytes that the files of one run may hold in memory. */
  readonly maxFileBytes: number
  /** Upper bounds of each run; a request may ask for less. */
  readonly limits: Limits
  /** Hosts that runs may reach. */
  readonly net: readonly string[]
  /** Runs may clone, from the hosts of `net`. */
  readonly git: boolean
  /** Names of bindings that runs may see as environment. */
  readonly env: readonly string[]
}

const MIB = 1024 * 1024
/** Work units of a script per millisecond (core/host/scripts.ts). */
const FUEL_PER_MS = 90_000

/** Fit for an isolate of 128 MiB and for strangers who are let in. */
export const DEFAULT_SETTINGS: Settings = {
  token: null,
  open: false,
  origins: [],
  maxBodyBytes: 4 * MIB,
  maxRuns: 32,
  maxFileBytes: 16 * MIB,
  limits: {
    steps: 1_000_000,
    depth: 500,
    wallMs: 10_000,
    tasks: 64,
    valueLength: 8 * MIB,
    heldBytes: 48 * MIB,
    scriptMemoryPages: 512,
    scriptFuel: 5_000 * FUEL_PER_MS,
  },
  net: [],
  git: false,
  env: [],
}

/**
 * Settings from the Worker's text bindings: `LCOD_TOKEN` (a secret), `LCOD_OPEN=1`, `LCOD_GIT=1`, `LCOD_ORIGINS`,
 * `LCOD_NET` and `LCOD_ENV` (lists with commas), `LCOD_MAX_BODY_BYTES`, `LCOD_MAX_RUNS`, `LCOD_MAX_FILE_BYTES`, `LCOD_MAX_STEPS`,
 * `LCOD_MAX_MS` and `LCOD_MAX_SCRIPT_MS`. What is not set, or is no number where one is needed, keeps its default.
 */
export function readSettings(bindings: object): Settings {
  const text = (name: string): string | undefined => {
    const value: unknown = Reflect.get(bindings, name)
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const list = (name: string): string[] =>
    (text(name) ?? '')
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== '')
  const count = (name: string, fallback: number): number => {
    const value = Number(text(name))
    return Number.isSafeInteger(value) && value > 0 ? value : fallback
  }
  const { limits, ...defaults } = DEFAULT_SETTINGS
  return {
    token: text('LCOD_TOKEN') ?? null,
    open: text('LCOD_OPEN') === '1',
    origins: list('LCOD_ORIGINS'),
    maxBodyBytes: count('LCOD_MAX_BODY_BYTES', defaults.maxBodyBytes),
    maxRuns: count('LCOD_MAX_RUNS', defaults.maxRuns),
    maxFileBytes: count('LCOD_MAX_FILE_BYTES', defaults.maxFileBytes),
    limits: {
      ...limits,
      steps: count('LCOD_MAX_STEPS', limits.steps),
      wallMs: count('LCOD_MAX_MS', limits.wallMs),
      scriptFuel: count('LCOD_MAX_SCRIPT_MS', limits.scriptFuel / FUEL_PER_MS) * FUEL_PER_MS,
    },
    net: list('LCOD_NET'),
    git: text('LCOD_GIT') === '1',
    env: list('LCOD_ENV'),
  }
}
