import { KernelError } from '../../errors/kernel-error.ts'
import { type Dict, isDict, own } from '../../values.ts'
import { routeMethod } from './api-route.ts'
import { joinRoutePath } from './join-route-path.ts'
import { routeKey } from './route-key.ts'

/** An app of a host, as its description tells it. */
export interface HostedProject {
  readonly name: string
  /** Of the app alone, without the host's. */
  readonly basePath: string
  readonly metadata: Dict
}

/** One entry of the table: what is registered, and who answers. */
export interface HostedRoute {
  readonly method: string
  /** With the base paths of host and app. */
  readonly path: string
  readonly sequenceId: string
  readonly project: HostedProject
  /** As the app registered it. */
  readonly route: Dict
  /** Who answers: `id` and `handler`. */
  readonly sequence: Dict
}

/** What a request's method and path lead to. */
export type RouteMatch =
  | { readonly kind: 'route'; readonly route: HostedRoute }
  /** The path is known, with other methods; OPTIONS, which the host answers, is among those that are allowed. */
  | { readonly kind: 'other-method'; readonly allow: readonly string[] }
  | { readonly kind: 'unknown' }

/** The routes of a host: exact methods and paths, no parameters. */
export class RouteTable {
  readonly projects: readonly HostedProject[]
  readonly routes: readonly HostedRoute[]
  readonly #byKey = new Map<string, Map<string, HostedRoute>>()

  /**
   * @param entries Apps as `project/http_app` gives them.
   * @param basePath Of the host.
   * @throws {KernelError} `http_route_duplicate`, `http_sequence_not_found`; `invalid_input` for a route without
   *   `sequenceId` or with an impossible method.
   * Spec: engine.md 9.4.
   */
  constructor(entries: readonly Dict[], basePath: string) {
    const apps = entries.map(readApp)
    this.projects = apps.map(({ project }) => project)
    this.routes = apps.flatMap((app) => app.routes.map((route) => hostRoute(route, app, basePath)))
    for (const route of this.routes) this.#register(route)
  }

  /** HEAD is answered by the route for GET, unless there is one of its own. */
  match(method: string, key: string): RouteMatch {
    const methods = this.#byKey.get(key)
    if (methods === undefined) return { kind: 'unknown' }
    const wanted = method.toUpperCase()
    const route = methods.get(wanted) ?? (wanted === 'HEAD' ? methods.get('GET') : undefined)
    if (route !== undefined) return { kind: 'route', route }
    const allow = new Set([...methods.keys(), ...(methods.has('GET') ? ['HEAD'] : []), 'OPTIONS'])
    return { kind: 'other-method', allow: [...allow].sort() }
  }

  #register(route: HostedRoute): void {
    // A path that cannot be decoded is never asked for: it is taken as it stands.
    const key = routeKey(route.path) ?? route.path
    const methods = this.#byKey.get(key) ?? new Map<string, HostedRoute>()
    if (methods.has(route.method)) {
      throw new KernelError('http_route_duplicate', `Duplicate route registered: ${route.method} ${route.path}`, {
        data: { method: route.method, path: route.path },
      })
    }
    methods.set(route.method, route)
    this.#byKey.set(key, methods)
  }
}

interface App {
  readonly project: HostedProject
  readonly routes: readonly Dict[]
  readonly sequences: readonly Dict[]
}

/** An entry is `{ project, routes, sequences }`, or the project itself with the other two in it. */
function readApp(entry: Dict): App {
  const inner = own(entry, 'project')
  const project = isDict(inner) ? inner : entry
  const { name, basePath, metadata } = project
  return {
    project: {
      name: typeof name === 'string' ? name : '',
      basePath: joinRoutePath(typeof basePath === 'string' ? basePath : undefined),
      metadata: isDict(metadata) ? metadata : {},
    },
    routes: dicts(own(entry, 'routes') ?? own(project, 'routes')),
    sequences: dicts(own(entry, 'sequences') ?? own(project, 'sequences')),
  }
}

function hostRoute(route: Dict, { project, sequences }: App, basePath: string): HostedRoute {
  const { sequenceId } = route
  const method = routeMethod(typeof route['method'] === 'string' ? route['method'] : 'GET')
  const ownPath = typeof route['path'] === 'string' ? route['path'] : undefined
  const path = joinRoutePath(basePath, project.basePath, ownPath)
  if (typeof sequenceId !== 'string' || sequenceId === '') {
    throw new KernelError('invalid_input', `sequenceId is required for the route ${method} ${path}`, {
      data: { input: 'sequenceId', method, path },
    })
  }
  const sequence = sequences.find((candidate) => candidate['id'] === sequenceId)
  if (sequence === undefined) {
    throw new KernelError('http_sequence_not_found', `Sequence not found for route ${sequenceId}`, {
      data: { sequenceId, method, path },
    })
  }
  return { method, path, sequenceId, project, route, sequence }
}

function dicts(value: unknown): readonly Dict[] {
  return Array.isArray(value) ? value.filter(isDict) : []
}
