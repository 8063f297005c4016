import { KernelError } from '../../errors/kernel-error.ts'
import type { Dict } from '../../values.ts'
import { defineContract } from '../define-contract.ts'
import { joinRoutePath } from './join-route-path.ts'

/** Characters of an HTTP token: what a method or a header name may consist of. */
export const HTTP_TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/

interface ApiRouteInput {
  readonly method: string
  readonly path: string
  readonly sequenceId?: unknown
  readonly description?: string
  readonly middlewares?: readonly unknown[]
  readonly parseJson: boolean
}

/**
 * Describes one route of an HTTP app: which sequence answers a method and path.
 *
 * @returns `route`, in canonical form: the method upper case, the path with a slash before it and none after it.
 * `middlewares` is carried along and never run.
 * @throws {KernelError} `invalid_input` without `sequenceId`, or for a method that is no HTTP token.
 * Spec: engine.md 9.2; contracts.md 1.15. `parseJson` is ours: the way out of the check of JSON bodies.
 */
export const apiRoute = defineContract<ApiRouteInput>({
  id: 'lcod://http/api_route@0.1.0',
  summary: 'Describes one route of an HTTP app.',
  input: {
    type: 'object',
    required: ['sequenceId'],
    properties: {
      method: { type: 'string', default: 'GET', description: 'HTTP method; HEAD is answered by GET' },
      path: { type: 'string', default: '/', description: "Path below the app's basePath, without parameters" },
      sequenceId: { minLength: 1, description: 'Id of the sequence that answers' },
      description: { type: 'string', description: 'For lists of routes' },
      middlewares: { type: 'array', description: 'Carried along, never run' },
      parseJson: {
        type: 'boolean',
        default: true,
        description: 'Parse JSON bodies and refuse broken ones with 400; otherwise the body is text',
      },
    },
  },
  output: {
    type: 'object',
    required: ['route'],
    properties: { route: { type: 'object', description: 'method, path, sequenceId, description, middlewares' } },
  },
  example: {
    input: { method: 'get', path: 'items/', sequenceId: 'catalog.list' },
    output: { route: { method: 'GET', path: '/items', sequenceId: 'catalog.list' } },
  },
  run({ method, path, sequenceId, description, middlewares, parseJson }) {
    if (typeof sequenceId !== 'string' || sequenceId === '') {
      throw invalid('sequenceId', 'sequenceId is required for http/api_route')
    }
    const route: Dict = { method: routeMethod(method), path: joinRoutePath(path), sequenceId }
    if (description !== undefined) route['description'] = description
    if (middlewares !== undefined) route['middlewares'] = middlewares
    if (!parseJson) route['parseJson'] = false
    return { route }
  },
})

/**
 * A method in upper case.
 *
 * @throws {KernelError} `invalid_input` when it is no HTTP token.
 */
export function routeMethod(method: string): string {
  if (!HTTP_TOKEN.test(method)) throw invalid('method', `method must be an HTTP method, found "${method}"`)
  return method.toUpperCase()
}

function invalid(input: string, message: string): KernelError {
  return new KernelError('invalid_input', message, { data: { component: 'lcod://http/api_route@0.1.0', input } })
}
