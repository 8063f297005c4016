/**
 * Makes the platform refuse to store more than `bytes` in one file, as it does when the quota is used up: where the
 * bytes leave our code, so that everything above is the real thing.
 *
 * @returns takes the limit away.
 */
export function limitStorage(bytes: number): () => void {
  const undo: Array<() => void> = []
  if ('FileSystemSyncAccessHandle' in globalThis) {
    undo.push(
      limit(protoOf('FileSystemSyncAccessHandle'), 'write', (data, options) => atOf(options) + sizeOf(data) > bytes),
    )
  }
  if ('FileSystemWritableFileStream' in globalThis) {
    const written = new WeakMap<object, number>()
    undo.push(
      limit(protoOf('FileSystemWritableFileStream'), 'write', function (this: object, data) {
        const total = (written.get(this) ?? 0) + sizeOf(data)
        written.set(this, total)
        return total > bytes
      }),
    )
  }
  undo.push(limit(protoOf('IDBObjectStore'), 'put', (data) => sizeOf(data) > bytes))
  return () => {
    for (const step of undo) step()
  }
}

type Refuses = (this: object, ...args: unknown[]) => boolean

function limit(proto: object, method: string, refuses: Refuses): () => void {
  const original: unknown = Reflect.get(proto, method)
  if (typeof original !== 'function') throw new TypeError(`There is no method "${method}"`)
  Reflect.set(proto, method, function (this: object, ...args: unknown[]) {
    if (refuses.apply(this, args)) throw new DOMException('The quota is used up', 'QuotaExceededError')
    return Reflect.apply(original, this, args)
  })
  return () => {
    Reflect.set(proto, method, original)
  }
}

function protoOf(name: string): object {
  const type: unknown = Reflect.get(globalThis, name)
  if (typeof type !== 'function') throw new TypeError(`There is no class "${name}"`)
  const proto: unknown = type.prototype
  if (typeof proto !== 'object' || proto === null) throw new TypeError(`"${name}" has no prototype`)
  return proto
}

function sizeOf(data: unknown): number {
  return ArrayBuffer.isView(data) ? data.byteLength : 0
}

function atOf(options: unknown): number {
  return typeof options === 'object' && options !== null && 'at' in options ? Number(options.at) : 0
}
