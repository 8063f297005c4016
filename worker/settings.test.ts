import { describe, expect, it } from 'vitest'
import { DEFAULT_SETTINGS, readSettings } from './settings.ts'

describe('readSettings()', () => {
  it('is closed and bounded when nothing is set', () => {
    expect(readSettings({})).toEqual(DEFAULT_SETTINGS)
    expect(readSettings({ LCOD_OPEN: '0', LCOD_ORIGINS: '', LCOD_TOKEN: '' })).toEqual(DEFAULT_SETTINGS)
  })

  it('reads what is set', () => {
    const bindings = {
      LCOD_TOKEN: 's',
      LCOD_OPEN: '1',
      LCOD_GIT: '1',
      LCOD_ORIGINS: 'https://a.example, https://b.example',
      LCOD_NET: '*.example.com',
      LCOD_ENV: 'A,B',
      LCOD_MAX_BODY_BYTES: '10',
      LCOD_MAX_RUNS: '2',
      LCOD_MAX_FILE_BYTES: '30',
      LCOD_MAX_STEPS: '4',
      LCOD_MAX_MS: '5',
      LCOD_MAX_SCRIPT_MS: '6',
    }
    const settings = readSettings(bindings)
    expect(settings).toMatchObject({ token: 's', open: true, maxBodyBytes: 10, maxRuns: 2, maxFileBytes: 30 })
    expect(settings).toMatchObject({ net: ['*.example.com'], env: ['A', 'B'], git: true })
    expect(settings.origins).toEqual(['https://a.example', 'https://b.example'])
    expect(settings.limits).toMatchObject({ steps: 4, wallMs: 5, scriptFuel: 540_000 })
  })

  it('keeps the default where no number is given', () => {
    expect(readSettings({ LCOD_MAX_RUNS: 'many', LCOD_MAX_MS: '-1', LCOD_MAX_STEPS: {} })).toEqual(DEFAULT_SETTINGS)
  })
})
