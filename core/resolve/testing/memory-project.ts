import { createMemoryHost, type MemoryHost, type MemoryHostOptions } from '../../../adapters/memory/index.ts'
import { standardComponents } from '../../standard-components.ts'
import { type OpenProjectOptions, openProject, type Project } from '../open-project.ts'
import { RegistryScope } from '../registry.ts'

/** The text of an `lcp.toml`. */
export function descriptorText(id: string, requires: readonly string[] = []): string {
  const version = id.slice(id.lastIndexOf('@') + 1)
  return `schemaVersion = "2.0"\nid = "${id}"\nversion = "${version}"\nkind = "component"\nsummary = "s"\n[deps]\nrequires = ${JSON.stringify(requires)}\n`
}

/** A compose that gives a text as `text`. */
export function composeText(text: string): string {
  return `compose:\n  - call: lcod://impl/set@1\n    in: { text: ${JSON.stringify(text)} }\n    out: { text: text }\n`
}

/** A component of a list as two lines of JSON would name it, and its files. */
export function listed(id: string, requires: readonly string[] = []): Record<string, string> {
  const folder = id.replace('lcod://', '').replace('@', '/')
  return {
    [`/registry/${folder}/lcp.toml`]: descriptorText(id, requires),
    [`/registry/${folder}/compose.yaml`]: composeText(id),
  }
}

/** The line of a list for `listed`. */
export function listLine(id: string, further: object = {}): string {
  const folder = id.replace('lcod://', '').replace('@', '/')
  return JSON.stringify({
    type: 'component',
    id,
    compose: `${folder}/compose.yaml`,
    lcp: `${folder}/lcp.toml`,
    ...further,
  })
}

export const LIST_HEADER = JSON.stringify({ type: 'manifest', schema: 'lcod-manifest/list@1' })

export interface MemoryProject {
  readonly host: MemoryHost
  readonly warnings: readonly string[]
  open(options?: Partial<OpenProjectOptions>): Promise<Project>
}

/** A project in `/app` of a host in memory. */
export function memoryProject(options: MemoryHostOptions): MemoryProject {
  const host = createMemoryHost({ seed: 1, cwd: '/app', ...options })
  const builtIn = new RegistryScope(null, { components: standardComponents })
  const warnings: string[] = []
  return {
    host,
    warnings,
    open: (further = {}) =>
      openProject({
        host,
        folder: '/app',
        isBuiltIn: (id) => builtIn.resolve(id) !== undefined,
        warn: (warning) => warnings.push(warning),
        ...further,
      }),
  }
}
