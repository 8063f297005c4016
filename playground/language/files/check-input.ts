import { composeLimits } from '../../../core/compose/limits.ts'
import { nearestName } from '../../../core/compose/nearest-name.ts'
import { joinPointer } from '../../../core/compose/pointer.ts'
import { readJson } from '../../../core/compose/read-json.ts'
import { rangeAt, type SourceNode } from '../../../core/compose/source-node.ts'
import type { SchemaIssue, SchemasPort } from '../../../core/host/schemas.ts'
import type { Manifest } from '../../../core/manifest/read-manifest.ts'
import { type Diagnostic, widened } from '../diagnostics/diagnostic.ts'

/** What a compose says that it takes. */
export type DeclaredInputs = Pick<Manifest, 'inputs' | 'inputSchema'>

/**
 * What is wrong in a JSON text, and what of it does not fit the declared inputs of the compose that it is for.
 *
 * Only text that is no JSON, or no object where inputs are declared, is an error: a run takes whatever else it is given.
 *
 * @param declared absent for JSON that is no input; without declared names any are right.
 */
export function checkInput(
  file: string,
  text: string,
  { schemas, declared }: { readonly schemas: SchemasPort; readonly declared?: DeclaredInputs | undefined },
): Diagnostic[] {
  const found: Diagnostic[] = []
  const root = readJson(text, composeLimits(), ({ severity = 'error', code, message, pointer, range, hint }) => {
    found.push({
      severity,
      code,
      message,
      pointer,
      range: widened(range, text),
      ...(hint === undefined ? {} : { hint }),
    })
  })
  if (root === undefined || declared === undefined) return found
  if (root.entries === undefined) {
    const message = `The input in "${file}" must be an object with a value for each input`
    found.push({ severity: 'error', code: 'invalid_value', message, pointer: '', range: widened(root, text) })
    return found
  }
  found.push(...unknownNames(root, declared.inputs))
  const { inputSchema } = declared
  const issues = inputSchema === undefined ? [] : schemas.compile(inputSchema)(root.value)
  found.push(...issues.map((issue) => ofIssue(issue, root, text)))
  return found.sort((left, right) => left.range.start - right.range.start)
}

function unknownNames({ entries }: SourceNode, declared: readonly string[]): Diagnostic[] {
  if (declared.length === 0) return []
  return Array.from(entries ?? [])
    .filter(([name]) => !declared.includes(name))
    .map(([name, { key }]) => {
      const suggestion = nearestName(name, declared)
      return {
        severity: 'warning',
        code: 'unknown_input',
        message: `The compose declares no input "${name}"`,
        ...(suggestion === undefined ? {} : { hint: `Did you mean "${suggestion}"?`, suggestion }),
        pointer: joinPointer('', name),
        range: { start: key.start, end: key.end },
      }
    })
}

function ofIssue({ path, keyword, message }: SchemaIssue, root: SourceNode, text: string): Diagnostic {
  const name = path.split('/').slice(1).join('.')
  const isMissing = keyword === 'required'
  const subject = name === '' ? 'The input' : `"${name}"`
  const { start, end } = rangeAt(root, path)
  return {
    severity: 'warning',
    code: isMissing ? 'missing_input' : 'invalid_value',
    message: `${subject} ${message}`,
    pointer: path,
    // Of what is missing, the bracket is enough: the whole object would be underlined.
    range: widened(isMissing ? { start, end: start + 1 } : { start, end }, text),
  }
}
