import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js'
import { type Document, isNode, LineCounter, parseDocument } from 'yaml'
import caseSchema from './case.schema.json' with { type: 'json' }
import type { CaseBody, ConformanceCase } from './case.ts'

let check: ReturnType<Ajv2020['compile']> | undefined

function caseCheck(): ReturnType<Ajv2020['compile']> {
  check ??= new Ajv2020({ allErrors: true, strict: false }).compile(caseSchema)
  return check
}

/**
 * The cases of one file's text.
 *
 * @param group what their ids begin with: `flow/foreach`.
 * @param problems gets one line per problem; nothing is returned when there is one.
 */
export function readCases(text: string, group: string, file: string, problems: string[]): ConformanceCase[] {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true })
  const report = (offset: number, what: string) => {
    const { line, col } = lines.linePos(offset)
    problems.push(`${file}:${line}:${col}: ${what}`)
  }
  const before = problems.length
  for (const error of document.errors) report(error.pos[0], error.message.split('\n')[0] ?? error.code)
  if (problems.length > before) return []
  const bodies: unknown = document.toJS({ maxAliasCount: 1000 })
  const valid = caseCheck()
  if (!valid(bodies)) {
    for (const error of valid.errors ?? []) {
      if (error.keyword !== 'oneOf' && error.keyword !== 'anyOf' && error.schemaPath.includes('Of/')) continue
      report(offsetAt(document, error.instancePath), explain(error))
    }
    return []
  }
  const seen = new Set<string>()
  const cases = (bodies as CaseBody[]).map((body, index) => {
    if (seen.has(body.name)) report(offsetAt(document, `/${index}`), `A second case named "${body.name}"`)
    seen.add(body.name)
    return { id: `${group}: ${body.name}`, ...body }
  })
  return problems.length > before ? [] : cases
}

function explain(error: ErrorObject): string {
  const where = error.instancePath === '' ? 'The file' : error.instancePath
  if (error.keyword === 'oneOf') return `${where} must have either "compose" or "text"`
  if (error.keyword === 'anyOf') return `${where} expects nothing: add one of the "expect" members`
  const extra = (error.params as { additionalProperty?: string }).additionalProperty
  return `${where} ${error.message}${extra === undefined ? '' : ` ("${extra}")`}`
}

function offsetAt(document: Document, pointer: string): number {
  const keys = pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((key) => (/^\d+$/.test(key) ? Number(key) : key))
  const node = document.getIn(keys, true)
  return isNode(node) ? (node.range?.[0] ?? 0) : 0
}
