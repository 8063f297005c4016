import { nearestName } from '../../core/compose/nearest-name.ts'
import { KernelError } from '../../core/errors/kernel-error.ts'
import { isSafeName } from './safe-path.ts'

/** The refs that a remote has. */
export interface RemoteRefs {
  /** Full name → 40-hex object; an annotated tag names the tag object. */
  readonly oids: ReadonlyMap<string, string>
  /** The branch that HEAD names: `refs/heads/main`. */
  readonly head?: string | undefined
}

/** What to clone: a named ref with its object, or a bare commit. */
export interface Target {
  readonly name?: string
  readonly oid: string
}

const COMMIT = /^[0-9a-f]{40}$/i

/**
 * Finds what `ref` means on the remote: a full ref, else a branch, else a tag, else a commit; the branch of HEAD when it
 * is absent or `HEAD`.
 *
 * @throws {KernelError} `git_ref_not_found`.
 */
export function chooseRef({ oids, head }: RemoteRefs, ref: string | undefined): Target {
  if (ref === undefined || ref === 'HEAD') return defaultTarget(oids, head)
  const names = ref.startsWith('refs/') ? [ref] : [`refs/heads/${ref}`, `refs/tags/${ref}`]
  for (const name of names) {
    const oid = oids.get(name)
    if (oid !== undefined && isSafeRef(name)) return { name, oid }
  }
  if (COMMIT.test(ref)) return { oid: ref.toLowerCase() }
  throw refNotFound(ref, oids)
}

/** The error for a ref that the remote does not have: names its branches, and the one that was probably meant. */
export function refNotFound(ref: string, oids: RemoteRefs['oids']): KernelError {
  const branches = branchNames(oids)
  const near = nearestName(ref, [...branches, ...namesBelow('refs/tags/', oids)])
  const message = `The remote has no branch, tag or commit "${ref}"${listed(branches)}`
  return new KernelError('git_ref_not_found', message, {
    data: { ref, branches },
    ...(near === undefined || near === ref ? {} : { hint: `Did you mean "${near}"?` }),
  })
}

/** The error for a remote without a default branch: it is empty, or its HEAD names a branch that is not there. */
function headNotFound(oids: RemoteRefs['oids']): KernelError {
  const branches = branchNames(oids)
  const data = { ref: 'HEAD', branches }
  if (branches.length === 0) {
    return new KernelError('git_ref_not_found', 'The remote has no commit to check out', { data })
  }
  return new KernelError(
    'git_ref_not_found',
    `The remote has no default branch, as its HEAD names none that is there${listed(branches)}`,
    { data, hint: `Give the branch as ref: ${branches[0]}` },
  )
}

/** Branches in a message. */
const MAX_LISTED = 10

function listed(branches: readonly string[]): string {
  if (branches.length === 0) return ''
  const more = branches.length > MAX_LISTED ? ` and ${branches.length - MAX_LISTED} more` : ''
  return `; its branches are ${branches.slice(0, MAX_LISTED).join(', ')}${more}`
}

/** The usual ones first. */
function branchNames(oids: RemoteRefs['oids']): string[] {
  const names = namesBelow('refs/heads/', oids).sort()
  const usual = ['main', 'master'].filter((name) => names.includes(name))
  return [...usual, ...names.filter((name) => !usual.includes(name))]
}

/** Names that can be shown: they come from a server. */
function namesBelow(prefix: string, oids: RemoteRefs['oids']): string[] {
  return [...oids.keys()]
    .filter((name) => name.startsWith(prefix) && isSafeRef(name) && !/\p{C}/u.test(name))
    .map((name) => name.slice(prefix.length))
}

function defaultTarget(oids: ReadonlyMap<string, string>, head: string | undefined): Target {
  const oid = (head === undefined ? undefined : oids.get(head)) ?? oids.get('HEAD')
  if (oid === undefined) throw headNotFound(oids)
  if (head !== undefined && oids.has(head) && isSafeRef(head)) return { name: head, oid }
  // Some servers do not tell which branch HEAD names: it is one at the same commit.
  const same = [...oids].filter(([name, other]) => name.startsWith('refs/heads/') && other === oid && isSafeRef(name))
  const names = same.map(([name]) => name)
  const name = ['refs/heads/main', 'refs/heads/master'].find((usual) => names.includes(usual)) ?? names[0]
  return name === undefined ? { oid } : { name, oid }
}

/** A ref becomes a path below `.git`, and a remote names it. */
function isSafeRef(name: string): boolean {
  return name.startsWith('refs/') && name.split('/').every((part) => isSafeName(part) && !part.endsWith('.lock'))
}
