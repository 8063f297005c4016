import type { Manifest } from '../../../core/manifest/read-manifest.ts'
import type { CompletionList, Diagnostic } from '../../language/index.ts'
import { nameOf } from '../workspace/paths.ts'

/** Files beside composes that are checked. */
export type OtherKind = 'descriptor' | 'json'

export type CheckOther = (path: string, text: string, manifest: Manifest | undefined) => readonly Diagnostic[]

/** `undefined` for files of which nothing is known. */
export function otherKind(path: string): OtherKind | undefined {
  if (nameOf(path) === 'lcp.toml') return 'descriptor'
  return path.endsWith('.json') ? 'json' : undefined
}

/** Loads the checks of a kind: most projects have no descriptor, and its checks have more to read. */
export async function loadChecks(kind: OtherKind): Promise<CheckOther> {
  if (kind === 'json') return (await import('./json-checks.ts')).checkJsonFile
  return (await import('./descriptor-checks.ts')).checkDescriptorFile
}

/** What could be written at an offset of a descriptor or of the input of a compose; nothing in other files. */
export async function completeOther(
  path: string,
  text: string,
  offset: number,
  manifest: Manifest | undefined,
): Promise<CompletionList> {
  if (nameOf(path) === 'lcp.toml') return (await import('./descriptor-checks.ts')).completeDescriptor(text, offset)
  if (nameOf(path) === 'input.json' && manifest !== undefined)
    return (await import('./json-checks.ts')).completeInput(text, offset, manifest)
  return { range: { start: offset, end: offset }, items: [], isIncomplete: false }
}
