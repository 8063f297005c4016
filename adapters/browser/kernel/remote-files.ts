import type { FilesPort } from '../../../core/host/files.ts'
import type { FileOperation, FileOperations } from './worker-protocol.ts'

/** The operations of a files port that make sense over a line; the rest stays in the worker. */
export type RemoteFiles = Pick<FilesPort, 'read' | 'write' | 'list' | 'info' | 'makeDirectory' | 'remove' | 'rename'>

/** Files whose operations run elsewhere. */
export function createRemoteFiles(send: (operation: FileOperation) => Promise<unknown>): RemoteFiles {
  const ask = async <Name extends keyof FileOperations>(
    operation: FileOperation & { name: Name },
    check: (value: unknown) => value is FileOperations[Name]['result'],
  ): Promise<FileOperations[Name]['result']> => {
    const value = await send(operation)
    if (check(value)) return value
    throw new TypeError(`The kernel worker gave no result of "${operation.name}"`)
  }
  return {
    read: (path) => ask({ name: 'read', args: [path] }, (value) => value instanceof Uint8Array),
    write: (path, data, options) => ask({ name: 'write', args: [path, data, writeOptions(options)] }, isNothing),
    list: (path) =>
      ask({ name: 'list', args: [path] }, (value): value is FileOperations['list']['result'] => Array.isArray(value)),
    info: (path) => ask({ name: 'info', args: [path] }, isInfo),
    makeDirectory: (path) => ask({ name: 'makeDirectory', args: [path] }, isNothing),
    remove: (path) => ask({ name: 'remove', args: [path] }, isNothing),
    rename: (from, to) => ask({ name: 'rename', args: [from, to] }, isNothing),
  }
}

function writeOptions(options: { append?: boolean; createParents?: boolean } = {}) {
  const { append = false, createParents = false } = options
  return { append, createParents }
}

function isNothing(value: unknown): value is undefined {
  return value === undefined
}

function isInfo(value: unknown): value is FileOperations['info']['result'] {
  return value === null || (typeof value === 'object' && 'kind' in value && 'size' in value)
}
