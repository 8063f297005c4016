import { expect, test } from 'vitest'
import { parseCompose } from '../../../core/compose/parse-compose.ts'
import { layoutGraph } from '../geometry/graph-layout.ts'
import { StepTree } from '../plan/step-tree.ts'
import { moveInTree } from './move-in-tree.ts'

const tree = new StepTree(
  parseCompose(
    `
- call: lcod://flow/if@1
  slots:
    then: [{ call: lcod://impl/echo@1 }]
- call: lcod://impl/echo@1
`,
    { file: 'compose.yaml' },
  ).composition!,
)
const boxesWhen = (open: boolean) => layoutGraph(tree, { width: 600, isOpen: () => open, strip: () => 0 }).boxes

test('moveInTree() walks, opens and closes as trees do', () => {
  const open = boxesWhen(true)
  expect(moveInTree(open, '/compose/0', 'ArrowDown')).toEqual({ path: '/compose/0/slots/then' })
  expect(moveInTree(open, '/compose/0/slots/then/0', 'ArrowLeft')).toEqual({ path: '/compose/0/slots/then' })
  expect(moveInTree(open, '/compose/0', 'ArrowLeft')).toEqual({ toggle: false })
  expect(moveInTree(open, '/compose/0', 'End')).toEqual({ path: '/compose/1' })
  expect(moveInTree(boxesWhen(false), '/compose/0', 'ArrowRight')).toEqual({ toggle: true })
  expect(moveInTree(open, '/compose/1', 'ArrowDown')).toEqual({})
})

test('moveInTree() selects, goes through iterations, and leaves other keys alone', () => {
  const open = boxesWhen(true)
  expect(moveInTree(open, '/compose/0', 'Enter')).toEqual({ select: true })
  expect([',', '.'].map((key) => moveInTree(open, '/compose/0', key))).toEqual([{ turn: -1 }, { turn: 1 }])
  expect(moveInTree(open, '/compose/0', 'x')).toBeNull()
  expect(moveInTree(open, '/nowhere', 'Enter')).toBeNull()
})
