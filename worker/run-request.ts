import { composeFromValue } from '../core/compose/compose-from-value.ts'
import type { Composition } from '../core/compose/composition.ts'
import type { Limits } from '../core/kernel-api.ts'
import { nestsDeeperThan } from '../core/script/json-depth.ts'
import { type Dict, isDict, own } from '../core/values.ts'
import { Refusal } from './fault.ts'

/** Levels of a JSON body: more than any compose needs, less than what hurts code that recurses. */
const MAX_DEPTH = 200

/** What `POST /run` was asked for. */
export interface RunRequest {
  readonly composition: Composition
  readonly input: Dict
  /** Set for a component: its output is all that is wanted. */
  readonly component?: string
  readonly inputs?: readonly string[]
  readonly outputs?: readonly string[]
  readonly bindings: Readonly<Record<string, string>>
  /** Texts by path, for a workspace of this run alone; absent when the run works in the Worker's own. */
  readonly files?: Readonly<Record<string, string>>
  readonly limits: Partial<Limits>
}

const MEMBERS = ['compose', 'component', 'input', 'inputs', 'outputs', 'bindings', 'files', 'timeoutMs', 'maxSteps']

/** Reads the text of a compose document in YAML; loaded when there is one, since most requests are JSON alone. */
export type ReadYaml = (text: string) => Promise<Composition>

/**
 * Reads the JSON body of `POST /run`. `compose` is a list of steps, or the text of a document.
 *
 * @throws {Refusal} 400 when it is no such request.
 * @throws {KernelError} `invalid_compose`.
 */
export async function readJsonRequest(text: string, readYaml: ReadYaml): Promise<RunRequest> {
  const body = parseJson(text)
  ensureMembers(body, MEMBERS)
  const { component, compose } = body
  if ((component === undefined) === (compose === undefined)) {
    throw invalid('Expected either "compose", a list of steps or a text, or "component", an id')
  }
  if (component !== undefined && (typeof component !== 'string' || component === '')) {
    throw invalid('"component" must be an id such as "lcod://contract/core/string/format@1"')
  }
  const input = inputOf(body)
  const files = body['files'] === undefined ? undefined : filesOf(body['files'])
  const inputs = namesOf(body['inputs'], 'inputs')
  const outputs = namesOf(body['outputs'], 'outputs')
  const compositionOf = () => {
    if (component !== undefined) return callOf(component)
    return typeof compose === 'string' ? readYaml(compose) : composeFromValue(compose)
  }
  return {
    composition: await compositionOf(),
    input,
    bindings: textsOf(body['bindings'] ?? {}, 'bindings'),
    limits: limitsOf(body),
    ...(component === undefined ? {} : { component }),
    ...(inputs === undefined ? {} : { inputs }),
    ...(outputs === undefined ? {} : { outputs }),
    ...(files === undefined ? {} : { files }),
  }
}

/** What a run of an application was asked with. */
export interface InputRequest {
  readonly input: Dict
  readonly limits: Partial<Limits>
}

/**
 * Reads the JSON body of `POST /run` of an application; an empty one gives no input.
 *
 * @throws {Refusal} 400 when it is no such request.
 */
export function readInputRequest(text: string): InputRequest {
  const body = text.trim() === '' ? {} : parseJson(text)
  ensureMembers(body, ['input', 'timeoutMs', 'maxSteps'])
  return { input: inputOf(body), limits: limitsOf(body) }
}

/** A compose that was sent alone, as a YAML document. */
export function readYamlRequest(composition: Composition): RunRequest {
  return { composition, input: {}, bindings: {}, limits: {} }
}

/** One step that gives the whole state to the component and keeps what comes back. */
function callOf(component: string): Composition {
  return composeFromValue([{ call: component, in: { '...': '=' }, out: { output: '$' } }])
}

function parseJson(text: string): Dict {
  if (nestsDeeperThan(text, MAX_DEPTH)) throw invalid(`The body nests more than ${MAX_DEPTH} levels`)
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch (error) {
    throw invalid(`The body is not valid JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
  if (isDict(body)) return body
  throw invalid('The body must be an object such as { "compose": [], "input": {} }')
}

function ensureMembers(body: Dict, known: readonly string[]): void {
  const unknown = Object.keys(body).find((key) => !known.includes(key))
  if (unknown !== undefined) throw invalid(`Unknown member "${unknown}"; known are ${known.join(', ')}`)
}

function inputOf(body: Dict): Dict {
  const input = body['input'] ?? {}
  if (isDict(input)) return input
  throw invalid('"input" must be an object')
}

function limitsOf(body: Dict): Partial<Limits> {
  const wallMs = countOf(body, 'timeoutMs')
  const steps = countOf(body, 'maxSteps')
  return { ...(wallMs === undefined ? {} : { wallMs }), ...(steps === undefined ? {} : { steps }) }
}

function countOf(body: Dict, name: string): number | undefined {
  const value = own(body, name)
  if (value === undefined) return undefined
  if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) return value
  throw invalid(`"${name}" must be a whole number above 0`)
}

function namesOf(value: unknown, name: string): readonly string[] | undefined {
  if (value === undefined) return undefined
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value
  throw invalid(`"${name}" must be a list of names`)
}

function textsOf(value: unknown, name: string): Readonly<Record<string, string>> {
  if (!isDict(value)) throw invalid(`"${name}" must be an object of texts`)
  const texts: Record<string, string> = {}
  for (const [key, text] of Object.entries(value)) {
    if (typeof text !== 'string') throw invalid(`"${name}" must be an object of texts; "${key}" is none`)
    Object.defineProperty(texts, key, { value: text, enumerable: true, configurable: true, writable: true })
  }
  return texts
}

/** Paths as drivers want them: below the working directory, without detours. */
function filesOf(value: unknown): Readonly<Record<string, string>> {
  const files = textsOf(value, 'files')
  const wrong = Object.keys(files).find((path) => path.split('/').some((name) => ['', '.', '..'].includes(name)))
  if (wrong !== undefined) throw invalid(`"files" must name paths such as "data/orders.csv", found "${wrong}"`)
  return files
}

function invalid(message: string): Refusal {
  return new Refusal(400, 'invalid_request', message)
}
