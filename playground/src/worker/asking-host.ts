import { KernelError } from '../../../core/errors/kernel-error.ts'
import type { FileSink, FilesPort } from '../../../core/host/files.ts'
import type { GitPort } from '../../../core/host/git.ts'
import type { HttpPort } from '../../../core/host/http.ts'
import type { Host } from '../../../core/host/index.ts'
import type { StepPlace } from '../../../core/kernel-api.ts'
import { guardHost } from '../../../core/permissions/guard-host.ts'
import type { Permissions } from '../../../core/permissions/permissions.ts'
import { isDict, own } from '../../../core/values.ts'
import { type Ask, OpenQuestions } from './open-questions.ts'
import { type Wish, widen } from './wish.ts'

/** The ports that ask. */
export type AskingPorts = Pick<Host, 'files' | 'http' | 'git'>

/** A host that asks, for whatever is no step, and what single steps see of it. */
export interface AskingHost {
  readonly host: Host
  /** Its asking ports for one step: their questions name it. */
  portsFor(place: StepPlace): AskingPorts
}

/**
 * A host that asks where a guarded one refuses. Every access is still judged by the kernel's own guard: a wish that is
 * granted widens the permissions, and the access is tried once more.
 *
 * Environment variables are read without waiting, so they cannot be asked for.
 *
 * @param ask a question that fails grants nothing.
 */
export function createAskingHost(host: Host, granted: Permissions, ask: Ask): AskingHost {
  let permissions = granted
  let guarded = guardHost(host, permissions)
  const questions = new OpenQuestions(ask)

  const allow = async (error: unknown, place: StepPlace | undefined): Promise<boolean> => {
    const wish = wishOf(error)
    if (wish === null) return false
    return questions.isGranted(wish, place, () => {
      permissions = widen(permissions, wish)
      guarded = guardHost(host, permissions)
    })
  }
  /** An access may need several permissions: copying reads and writes. Each refusal is a question of its own. */
  const attemptFor =
    (place: StepPlace | undefined): Attempt =>
    async (access) => {
      for (;;) {
        try {
          return await access()
        } catch (error) {
          if (!(await allow(error, place))) throw error
        }
      }
    }
  const portsFor = (place?: StepPlace): AskingPorts => {
    const attempt = attemptFor(place)
    return {
      ...(host.files === undefined ? {} : { files: askingFiles(host.files, () => guarded.files!, attempt) }),
      ...(host.http === undefined ? {} : { http: askingHttp(() => guarded.http!, attempt) }),
      ...(host.git === undefined ? {} : { git: askingGit(() => guarded.git!, attempt) }),
    }
  }
  return { host: { ...guarded, ...portsFor() }, portsFor }
}

type Attempt = <T>(access: () => Promise<T>) => Promise<T>

function askingFiles(plain: FilesPort, now: () => FilesPort, attempt: Attempt): FilesPort {
  return {
    cwd: plain.cwd,
    kind: plain.kind,
    read: (path, options) => attempt(() => now().read(path, options)),
    async *stream(path, options) {
      // Refusals come with the first piece, so that is what is tried.
      const opened = await attempt(async () => {
        const pieces = now().stream(path, options)[Symbol.asyncIterator]()
        return { pieces, first: await pieces.next() }
      })
      try {
        for (let piece = opened.first; piece.done !== true; piece = await opened.pieces.next()) yield piece.value
      } finally {
        await opened.pieces.return?.()
      }
    },
    write: (path, data, options) => attempt(() => now().write(path, data, options)),
    ...(plain.settle && { settle: (folder) => attempt(async () => now().settle?.(folder)) }),
    sink: (path, options): Promise<FileSink> => attempt(() => now().sink(path, options)),
    list: (path) => attempt(() => now().list(path)),
    info: (path, options) => attempt(() => now().info(path, options)),
    makeDirectory: (path) => attempt(() => now().makeDirectory(path)),
    remove: (path) => attempt(() => now().remove(path)),
    rename: (from, to) => attempt(() => now().rename(from, to)),
    realPath: (path) => attempt(() => now().realPath(path)),
  }
}

function askingHttp(now: () => HttpPort, attempt: Attempt): HttpPort {
  return { send: (request) => attempt(() => now().send(request)) }
}

function askingGit(now: () => GitPort, attempt: Attempt): GitPort {
  return { ...now(), clone: (request) => attempt(() => now().clone(request)) }
}

function wishOf(error: unknown): Wish | null {
  if (!(error instanceof KernelError) || error.code !== 'permission_denied' || !isDict(error.data)) return null
  const target = own(error.data, 'target')
  const kind = own(error.data, 'kind')
  const known = (['read', 'write', 'net', 'git', 'listen'] as const).find((one) => one === kind)
  return known === undefined || typeof target !== 'string' ? null : { kind: known, target }
}
