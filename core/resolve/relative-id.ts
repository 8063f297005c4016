import { parseComponentId, SCHEME } from './component-id.ts'

/** What completes the relative ids of a package's composes; read from its `lcp.toml` (engine.md 4.6). */
export interface PackageContext {
  /** Id path of the package: `demo/pkg`. */
  readonly basePath: string
  readonly version: string
  /** First segment → segments it stands for. */
  readonly aliasMap: Readonly<Record<string, string>>
}

/** First segments that no package owns: a versioned id that begins with one only lacks its scheme. */
const RESERVED_ROOTS: ReadonlySet<string> = new Set([
  'flow',
  'tooling',
  'contract',
  'impl',
  'axiom',
  'core',
  'kernel',
  'http',
  'env',
  'project',
])

/**
 * The canonical form of an id: `internal/thing` in the package `lcod://demo/pkg@0.2.0` is
 * `lcod://demo/pkg/internal/thing@0.2.0`. Canonical ids, and relative ids outside any package, come back unchanged.
 *
 * Spec: engine.md 4.6.
 */
export function completeId(id: string, context: PackageContext | undefined): string {
  if (id.startsWith(SCHEME)) return id
  const { path, version } = parseComponentId(id.startsWith('./') ? id.slice(2) : id)
  const [first = '', ...rest] = path.split('/')
  if (version !== '' && RESERVED_ROOTS.has(first) && rest.length > 0) return `${SCHEME}${path}@${version}`
  if (context === undefined) return id
  const alias = Object.hasOwn(context.aliasMap, first) ? context.aliasMap[first]! : first
  const segments = [context.basePath, alias, ...rest].filter((segment) => segment !== '')
  return `${SCHEME}${segments.join('/')}@${version === '' ? context.version : version}`
}
