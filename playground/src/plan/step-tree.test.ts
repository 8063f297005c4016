import { describe, expect, test } from 'vitest'
import { parseCompose } from '../../../core/compose/parse-compose.ts'
import { StepTree } from './step-tree.ts'

function treeOf(text: string): StepTree {
  const { composition } = parseCompose(text, { file: 'compose.yaml' })
  if (composition === undefined) throw new Error('The text has errors')
  return new StepTree(composition)
}

const LOOP = `compose:
  - call: lcod://flow/foreach@1
    in: { list: $.a }
    slots:
      body:
        - call: lcod://demo/inner@1
`

describe('StepTree.movedTo()', () => {
  test('takes the new places, and keeps what a run has discovered', () => {
    const tree = treeOf(LOOP)
    const inner = '/compose/0/slots/body/0'
    expect(tree.discover(`${inner}!/compose/0`, 'lcod://impl/set@1')).toBe(true)
    const before = tree.step(inner)?.at
    expect(tree.movedTo(treeOf(`# one line more\n${LOOP}`))).toBe(true)
    expect(tree.step(inner)?.at).toEqual(before?.map((offset) => offset + 16))
    expect(tree.step(`${inner}!/compose/0`)?.call).toBe('lcod://impl/set@1')
  })

  test.each([
    ['another call', LOOP.replace('demo/inner', 'demo/other')],
    ['another summary', LOOP.replace('$.a', '$.b')],
    ['a step more', `${LOOP}  - call: lcod://impl/set@1\n`],
    ['a step less', 'compose: []'],
  ])('refuses %s and keeps the old places', (_what, text) => {
    const tree = treeOf(LOOP)
    const before = tree.step('/compose/0')?.at
    expect(tree.movedTo(treeOf(`\n${text}`))).toBe(false)
    expect(tree.step('/compose/0')?.at).toEqual(before)
  })
})
