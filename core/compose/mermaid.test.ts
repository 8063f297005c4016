import { describe, expect, it } from 'vitest'
import { composeFromValue } from './compose-from-value.ts'
import { composeToMermaid } from './mermaid.ts'

describe('composeToMermaid()', () => {
  it('draws steps in order and slots as subgraphs', () => {
    const composition = composeFromValue([
      { call: 'lcod://core/list@1' },
      { call: 'lcod://flow/if@1', slots: { then: [{ call: 'a' }, { call: 'b' }], else: [] } },
    ])
    expect(composeToMermaid(composition)).toBe(`flowchart TD
  n1["core/list@1"]
  n2{{"flow/if@1"}}
  subgraph g1["then"]
    n3["a"]
    n4["b"]
    n3 --> n4
  end
  n2 -.-> g1
  subgraph g2["else"]
    n5([empty])
  end
  n2 -.-> g2
  n1 --> n2
`)
  })

  it('draws a composition without steps', () => {
    expect(composeToMermaid({ steps: [] })).toBe('flowchart TD\n  n1([empty])\n')
  })

  it('writes syntax and HTML of names as entities', () => {
    const composition = composeFromValue([{ call: '"]\n click n1 "x', slots: { 'a<b>;é': [], '': [] } }])
    const text = composeToMermaid(composition)
    expect(text).toContain('n1["#34;#93;#10; click n1 #34;x"]')
    expect(text).toContain('subgraph g1["a#60;b#62;#59;é"]')
    expect(text).toContain('subgraph g2[" "]')
  })
})
