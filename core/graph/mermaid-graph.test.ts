import { expect, test } from 'vitest'
import { parseCompose } from '../compose/parse-compose.ts'
import { mermaidGraph } from './mermaid-graph.ts'

function graph(text: string): string {
  const { composition } = parseCompose(text, { file: 'compose.yaml' })
  if (composition === undefined) throw new TypeError('The compose of this test is wrong')
  return mermaidGraph(composition)
}

test('mermaidGraph() draws steps in order and slots as boxes', () => {
  const text = graph(`
compose:
  - call: lcod://flow/if@1
    slots:
      then:
        - call: lcod://impl/set@1
        - call: lcod://impl/echo@1
      else: []
  - call: lcod://impl/set@1
`)
  expect(text.split('\n')).toEqual([
    'flowchart TD',
    '  start([start])',
    '  s0["flow/if@1"]',
    '  start --> s0',
    '  subgraph s0_0["then"]',
    '    s0_0_0["impl/set@1"]',
    '    s0_0_1["impl/echo@1"]',
    '    s0_0_0 --> s0_0_1',
    '  end',
    '  s0 -.-> s0_0',
    '  subgraph s0_1["else"]',
    '    s0_1_none(["empty"])',
    '  end',
    '  s0 -.-> s0_1',
    '  s1["impl/set@1"]',
    '  s0 --> s1',
    '',
  ])
})

test('mermaidGraph() keeps quotes and markup out of the labels', () => {
  expect(graph("compose:\n  - call: 'a\"<b>#'\n")).toContain('s0["a#34;#60;b#62;#35;"]')
})

test('mermaidGraph() of an empty compose is its start', () => {
  expect(graph('compose: []')).toBe('flowchart TD\n  start([start])\n')
})
