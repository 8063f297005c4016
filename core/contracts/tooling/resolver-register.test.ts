import { describe, expect, it } from 'vitest'
import { createMemoryHost } from '../../../adapters/memory/index.ts'
import { failText, runText } from '../../testing/run-text.ts'

const files = {
  'parts/double/compose.yaml':
    'compose: [{ call: lcod://impl/set@1, in: { both: [$.x, $.x], y: $.y }, out: { ...: = } }]',
  'parts/double/lcp.toml':
    'schemaVersion = "2.0"\nid = "lcod://my/double@0.1.0"\nversion = "0.1.0"\nkind = "component"\nsummary = "s"\n[inputs.x]\nsummary = "x"\n[outputs.both]\nsummary = "both"\n',
  'broken.yaml': 'compose: [',
}
const register = (components: string, then = '') => `
compose:
  - call: lcod://tooling/resolver/register@1
    in: { components: ${components} }
    out: { report: $ }
${then}
`

describe('resolver/register', () => {
  it('registers inline steps and files with the manifest beside them', async () => {
    const state = await runText(
      register(
        '[{ id: lcod://my/double@0.1.0, composePath: parts/double/compose.yaml }, { id: lcod://my/inline@1, compose: [{ call: lcod://impl/set@1, in: { a: = }, out: { b: a } }], outputs: [b] }]',
        `
  - { call: lcod://my/double@0.1.0, in: { x: 1, y: 2 }, out: { d: $ } }
  - { call: lcod://my/inline@1, in: { a: 3 }, out: { i: $ } }`,
      ),
      { host: createMemoryHost({ files }) },
    )
    expect(state).toEqual({ report: { registered: 2 }, d: { both: [1, 1] }, i: { b: 3 } })
  })

  it('skips what it cannot register, with one warning each', async () => {
    const state = await runText(
      register(
        '[{ id: "" }, 5, { id: lcod://my/none@1 }, { id: lcod://my/gone@1, composePath: gone.yaml }, { id: lcod://my/broken@1, composePath: broken.yaml }]',
      ),
      { host: createMemoryHost({ files }) },
    )
    const report = state['report'] as { registered: number; warnings: string[] }
    expect(report.registered).toBe(0)
    expect(report.warnings).toHaveLength(5)
    for (const warning of report.warnings) expect(warning).toMatch(/^resolver\/register: /)
  })

  it('keeps the natives of the kernel and is gone after the run', async () => {
    const host = createMemoryHost()
    const state = await runText(
      register(
        '[{ id: lcod://impl/echo@1, compose: [] }]',
        '  - { call: lcod://impl/echo@1, in: { value: 1 }, out: { v: val } }',
      ),
      { host },
    )
    expect(state).toMatchObject({ report: { registered: 1 }, v: 1 })
    const call = 'compose: [{ call: lcod://my/late@1 }]'
    await runText(register('[{ id: lcod://my/late@1, compose: [] }]'), { host })
    expect((await failText(call, { host }))['code']).toBe('component_not_found')
  })
})
