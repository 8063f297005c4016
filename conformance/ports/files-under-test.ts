import type { FilesPort } from '../../core/host/files.ts'
import type { FilesDriver } from './files.ts'
import type { PortCase } from './port-case.ts'

/** A driver ready for one case. */
export interface FilesUnderTest {
  readonly files: FilesPort
  /** An empty folder, absolute, without a trailing slash. */
  readonly root: string
  /** Frees what the driver holds. */
  dispose?(): Promise<void>
  /** Makes a symbolic link, on hosts that have them. */
  link?(target: string, path: string): Promise<void>
  /** Permission bits of a file, on hosts that have them. */
  mode?(path: string): Promise<number>
}

/** What a case works with. */
export interface FilesTools extends FilesUnderTest {
  /** `/`-joined path below the root. */
  at(...names: readonly string[]): string
  writeText(path: string, text: string): Promise<void>
  readText(path: string): Promise<string>
  names(path: string): Promise<string[]>
}

/** Builds a case that gets a fresh driver, and frees it. */
export function filesCase(driver: FilesDriver, name: string, body: (tools: FilesTools) => Promise<void>): PortCase {
  return { name, run: async () => runOn(await driver.make(), body) }
}

/** A case on a storage of about `bytes`; there is none when the driver cannot be made small. */
export function smallFilesCase(
  { makeSmall }: FilesDriver,
  name: string,
  { bytes, body }: { readonly bytes: number; body(tools: FilesTools): Promise<void> },
): readonly PortCase[] {
  if (makeSmall === undefined) return []
  return [{ name, run: async () => runOn(await makeSmall(bytes), body) }]
}

async function runOn(subject: FilesUnderTest, body: (tools: FilesTools) => Promise<void>): Promise<void> {
  const { files, root } = subject
  try {
    await body({
      ...subject,
      at: (...names) => [root === '/' ? '' : root, ...names].join('/'),
      writeText: (path, text) => files.write(path, encode(text)),
      readText: async (path) =>
        new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await files.read(path)),
      names: async (path) => (await files.list(path)).map((entry) => entry.name),
    })
  } finally {
    await subject.dispose?.()
  }
}

export function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
