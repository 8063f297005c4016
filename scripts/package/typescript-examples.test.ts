import { expect, test } from 'vitest'
import { examplesOfPage, examplesOfSource, expectedOutput } from './typescript-examples.ts'

test('examplesOfPage() gives the TypeScript blocks with their lines, and no others', () => {
  const page = 'Text\n\n```ts\nimport a\nb()\n```\n\n```sh\nnpm ci\n```\n'
  expect(examplesOfPage('a.md', page)).toEqual([{ place: 'a.md:3', code: 'import a\nb()\n' }])
})

test('examplesOfSource() takes the stars of the docstring off', () => {
  const source = '/**\n * Does.\n *\n * @example\n * ```ts\n * a()\n *\n *   .b()\n * ```\n */\nexport const a = 1\n'
  expect(examplesOfSource('a.ts', source)).toEqual([{ place: 'a.ts:4', code: 'a()\n\n  .b()\n' }])
})

test('expectedOutput() is what stands behind each console.log', () => {
  expect(expectedOutput('console.log(f(1)) // { hi: 1 }\nconsole.log(2)\n  console.log("x") // x\n')).toEqual([
    '{ hi: 1 }',
    'x',
  ])
})
