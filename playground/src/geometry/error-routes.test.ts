import { describe, expect, test } from 'vitest'
import { parseCompose } from '../../../core/compose/parse-compose.ts'
import { StepTree } from '../plan/step-tree.ts'
import { routeErrors } from './error-routes.ts'
import { type GraphBox, layoutGraph } from './graph-layout.ts'

const TEXT = `
- call: lcod://flow/try@1
  slots:
    body:
      - call: lcod://flow/if@1
        in: { cond: true }
        slots:
          then: [{ call: lcod://flow/throw@1, in: { code: a, message: A } }]
      - call: lcod://impl/echo@1
    catch: [{ call: lcod://impl/echo@1 }]
`
const tree = new StepTree(parseCompose(TEXT, { file: 'compose.yaml' }).composition!)
const THROW = '/compose/0/slots/body/0/slots/then/0'
const CATCH = '/compose/0/slots/catch'

function layout(width: number, isOpen: (path: string) => boolean = () => true) {
  const made = layoutGraph(tree, { width, isOpen: (step) => isOpen(step.path), strip: () => 0 })
  return { made, boxes: new Map(made.boxes.map((box) => [box.node.path, box])) }
}

describe('routeErrors()', () => {
  test('leads from the right of the thrower into the side of a catch that stands beside', () => {
    const { made, boxes } = layout(700)
    const [route] = routeErrors(made, [{ from: THROW, to: CATCH }])
    const [thrower, target] = [boxes.get(THROW)!, boxes.get(CATCH)!]
    expect(route).toMatchObject({ from: THROW, to: CATCH, direction: 'right' })
    expect(route!.points[0]![0]).toBe(thrower.x + thrower.width)
    expect(route!.points.at(-1)![0]).toBe(target.x)
    expectRightAngles(route!.points)
  })

  test('leads into the top of a catch that stands below, past the steps between', () => {
    const { made, boxes } = layout(300)
    const [route] = routeErrors(made, [{ from: THROW, to: CATCH }])
    const target = boxes.get(CATCH)!
    expect(route?.direction).toBe('down')
    const [x, y] = route!.points.at(-1)!
    expect(y).toBe(target.y)
    expect(x).toBeGreaterThan(target.x)
    expect(x).toBeLessThan(target.x + target.width)
    const after = boxes.get('/compose/0/slots/body/1')!
    expect(route!.points.slice(1).every((point) => !isIn(after, point))).toBe(true)
    expectRightAngles(route!.points)
  })

  test('keeps routes into one slot apart', () => {
    const { made } = layout(700)
    const [one, other] = routeErrors(made, [
      { from: THROW, to: CATCH },
      { from: '/compose/0/slots/body/1', to: CATCH },
    ])
    expect(one!.points.at(-1)).not.toEqual(other!.points.at(-1))
  })

  test('begins at the closed box around the thrower, and leaves out what is inside a closed try', () => {
    const { made, boxes } = layout(700, (path) => path === '/compose/0')
    const [route] = routeErrors(made, [{ from: THROW, to: CATCH }])
    const closed = boxes.get('/compose/0/slots/body/0')!
    expect(route!.points[0]![0]).toBe(closed.x + closed.width)
    expect(routeErrors(layout(700, () => false).made, [{ from: THROW, to: CATCH }])).toEqual([])
  })
})

function expectRightAngles(points: ReadonlyArray<readonly [number, number]>): void {
  for (let at = 1; at < points.length; at++) {
    const [x, y] = points[at]!
    expect(x === points[at - 1]![0] || y === points[at - 1]![1]).toBe(true)
  }
}

function isIn(box: GraphBox, [x, y]: readonly [number, number]): boolean {
  return box.x < x && x < box.x + box.width && box.y < y && y < box.y + box.height
}
