import { base64ToBytes, bytesToBase64 } from '../bytes/base64.ts'
import { KernelError } from '../errors/kernel-error.ts'
import type { BundleFiles } from './bundle-layout.ts'

/** A bundle as plain JSON, for what it is embedded in: path → base64. */
export type BundleText = Readonly<Record<string, string>>

/** The files of a bundle as plain JSON; the same files give the same text. */
export function bundleToText(files: BundleFiles): BundleText {
  return Object.fromEntries(Array.from(files, ([path, content]) => [path, bytesToBase64(content)]))
}

/** @throws {KernelError} `bundle_invalid` for content that is no base64. */
export function bundleFromText(text: BundleText): BundleFiles {
  const files = new Map<string, Uint8Array>()
  for (const [path, content] of Object.entries(text)) {
    const bytes = base64ToBytes(content)
    if (bytes === null)
      throw new KernelError('bundle_invalid', `The content of "${path}" is damaged`, { data: { path } })
    files.set(path, bytes)
  }
  return files
}
