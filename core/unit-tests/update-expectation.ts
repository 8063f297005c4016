import { isCollection, parseDocument } from 'yaml'
import { composeLimits } from '../compose/limits.ts'
import { formatOf } from '../compose/parse-compose.ts'
import { splitPointer } from '../compose/pointer.ts'
import { readJson } from '../compose/read-json.ts'
import { rangeAt } from '../compose/source-node.ts'
import { ensureBounded } from '../ensure-bounded.ts'
import type { TestCase } from './unit-test.ts'

/**
 * The text of a test file with other expectations. In JSON only the expected value changes; YAML keeps its comments.
 *
 * A test that expects an error is left alone: an output in its place would turn its meaning around.
 *
 * @param updates tests of this file with what their component gave.
 * @throws {KernelError} `value_too_deep`, `value_too_large` for what no document could say.
 */
export function updateExpectations(
  text: string,
  file: string,
  updates: ReadonlyArray<{ readonly test: TestCase; readonly actual: unknown }>,
): string {
  const changes = updates.flatMap(({ test, actual }) => {
    if (test.kind === 'unit' && 'error' in test.expected) return []
    ensureBounded(actual)
    return [{ pointer: `${test.pointer}/${test.kind === 'unit' ? 'expect' : 'expected'}`, value: actual }]
  })
  return formatOf(file) === 'json' ? updateJson(text, changes) : updateYaml(text, changes)
}

interface Change {
  readonly pointer: string
  readonly value: unknown
}

function updateJson(text: string, changes: readonly Change[]): string {
  const root = readJson(
    text,
    composeLimits({ bytes: Number.MAX_SAFE_INTEGER, nodes: Number.MAX_SAFE_INTEGER }),
    () => {},
  )
  if (root === undefined) return text
  return changes
    .map(({ pointer, value }) => ({ ...rangeAt(root, pointer), value }))
    .sort((left, right) => right.start - left.start)
    .reduce((updated, { start, end, value }) => {
      const lineStart = updated.lastIndexOf('\n', start - 1) + 1
      const indent = /^[ \t]*/.exec(updated.slice(lineStart))?.[0] ?? ''
      const isOneLine = lineStart === 0 && !updated.trimEnd().includes('\n')
      const json = isOneLine ? JSON.stringify(value) : JSON.stringify(value, null, 2).replaceAll('\n', `\n${indent}`)
      return updated.slice(0, start) + json + updated.slice(end)
    }, text)
}

function updateYaml(text: string, changes: readonly Change[]): string {
  const document = parseDocument(text)
  for (const { pointer, value } of changes) {
    const path = splitPointer(pointer).map((key) => (/^\d+$/.test(key) ? Number(key) : key))
    const before = document.getIn(path, true)
    const node = document.createNode(value)
    if (isCollection(before) && isCollection(node)) node.flow = before.flow === true
    document.setIn(path, node)
  }
  return document.toString({ lineWidth: 0 })
}
