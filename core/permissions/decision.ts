import { KernelError } from '../errors/kernel-error.ts'

/** What a run wants to do, and to what. */
export interface Access {
  readonly kind: 'read' | 'write' | 'net' | 'env' | 'git' | 'listen'
  /** A resolved path, `host:port`, or the name of a variable. */
  readonly target: string
}

/** An access and what became of it. */
export interface Decision extends Access {
  readonly granted: boolean
}

/** Told every decision, for an audit log. Must not throw. */
export type DecisionObserver = (decision: Decision) => void

const WORDS: Readonly<Record<Access['kind'], string>> = {
  read: 'Reading',
  write: 'Writing',
  net: 'Reaching',
  env: 'The environment variable',
  git: 'Cloning from',
  listen: 'Listening on',
}

/** Flags of the command line that grant an access of the kind. */
const FLAGS: Readonly<Record<Access['kind'], string>> = {
  read: 'allow-read',
  write: 'allow-write',
  net: 'allow-net',
  env: 'allow-env',
  git: 'allow-git',
  listen: 'allow-listen',
}

/**
 * Tells the observer, and refuses what was not granted.
 *
 * @throws {KernelError} `permission_denied` with `data` `{ kind, target }` and a hint that names the flag.
 */
export function settle(decision: Decision, observe: DecisionObserver | undefined): void {
  observe?.(decision)
  if (decision.granted) return
  const { kind, target } = decision
  throw new KernelError('permission_denied', `${WORDS[kind]} "${target}" was not granted to this run`, {
    data: { kind, target },
    hint: `Allow it with --${FLAGS[kind]}=${target}`,
  })
}
