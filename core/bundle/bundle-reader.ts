import { KernelError } from '../errors/kernel-error.ts'
import { COMPOSE_NAMES } from '../manifest/compose-names.ts'
import { verifyIntegrity } from '../resolve/integrity.ts'
import type { LockedComponent } from '../resolve/lock-file.ts'
import type { ObtainedComponent } from '../resolve/lock-loader.ts'
import { BUNDLE, type BundleFiles, moduleFolder } from './bundle-layout.ts'

/** Reads the files of a bundle, each compared with a digest, and remembers which. */
export class BundleReader {
  readonly #name: string
  readonly #files: BundleFiles
  readonly #read = new Set<string>([BUNDLE.readme])

  /**
   * @param name For messages.
   * @throws {KernelError} `bundle_invalid` for a path that leads out of the bundle.
   */
  constructor(name: string, files: BundleFiles) {
    this.#name = name
    this.#files = files
    for (const path of files.keys()) {
      const isPlain = !/[\\\0]/.test(path) && path.split('/').every((part) => !['', '.', '..'].includes(part))
      if (!isPlain) throw this.invalid(`holds "${path}", which is no path inside it`, path)
    }
  }

  /** A file that nothing is promised of: the lock itself. */
  text(path: string): string {
    this.#read.add(path)
    return decode(this.#bytes(path))
  }

  /**
   * A file that the lock promises.
   *
   * @throws {KernelError} `bundle_invalid` when it, or its digest, is missing; `integrity_mismatch` when it is another.
   */
  verified(path: string, digest: string | undefined): Uint8Array {
    const bytes = this.#bytes(path)
    if (digest === undefined) throw this.invalid(`has no digest for "${path}"`)
    verifyIntegrity(bytes, digest, `${this.#name}/${path}`)
    this.#read.add(path)
    return bytes
  }

  /** Descriptor and compose of the bundle itself. */
  root({ integrity, composeIntegrity }: LockedComponent): { readonly descriptor: string; readonly compose: string } {
    return {
      descriptor: decode(this.verified(BUNDLE.descriptor, integrity)),
      compose: decode(this.verified(BUNDLE.compose, composeIntegrity)),
    }
  }

  /** A component with all of its files. */
  module({ id, integrity, composeIntegrity, files = {} }: LockedComponent): ObtainedComponent {
    const inside = moduleFolder(id)
    const folder = `${this.#name}/${inside}`
    const descriptor = decode(this.verified(`${inside}/${BUNDLE.descriptor}`, integrity))
    for (const [path, digest] of Object.entries(files)) this.verified(`${inside}/${path}`, digest)
    const obtained = { descriptor, folder, descriptorPath: `${folder}/${BUNDLE.descriptor}` }
    if (composeIntegrity === undefined) return obtained
    const names = COMPOSE_NAMES.map((name) => `${inside}/${name}`)
    const path = names.find((name) => this.#files.has(name)) ?? `${inside}/${BUNDLE.compose}`
    const text = decode(this.verified(path, composeIntegrity))
    return { ...obtained, compose: { path: `${this.#name}/${path}`, text } }
  }

  /** @throws {KernelError} `bundle_invalid` for a file that nothing asked for: the lock does not know it. */
  ensureAllRead(): void {
    for (const path of this.#files.keys()) {
      if (!this.#read.has(path)) throw this.invalid(`holds "${path}", which is not in its lock`, path)
    }
  }

  invalid(why: string, path?: string): KernelError {
    return new KernelError('bundle_invalid', `The bundle "${this.#name}" ${why}`, {
      data: path === undefined ? { bundle: this.#name } : { bundle: this.#name, path },
    })
  }

  #bytes(path: string): Uint8Array {
    const bytes = this.#files.get(path)
    if (bytes === undefined) throw this.invalid(`lacks "${path}"`, path)
    return bytes
  }
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes)
}
