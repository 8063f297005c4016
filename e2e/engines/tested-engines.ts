import { ENGINE_NAMES, type EngineName } from './engine.ts'
import { ENGINES } from './open-page.ts'

/** An engine that tests are asked to cover. */
export interface TestedEngine {
  readonly engine: EngineName
  /** Why its tests are skipped; `null` when they run. */
  readonly missing: string | null
}

/**
 * The engines of this test run: Chromium, or those that `LCOD_ENGINES` names (`chromium,firefox,webkit`). One that is
 * not installed is said to be skipped, because a test that silently did not run looks like one that passed.
 */
export function testedEngines(): TestedEngine[] {
  const wanted = (process.env['LCOD_ENGINES'] ?? 'chromium').split(',')
  const engines = ENGINE_NAMES.filter((name) => wanted.includes(name))
  return engines.map((engine) => {
    const missing = ENGINES[engine].missing()
    if (missing !== null) console.warn(`Tests in ${engine} are skipped: ${missing} (npm run browsers installs it)`)
    return { engine, missing }
  })
}
