import type { FilesPort } from '../core/host/files.ts'
import type { CaseBody } from './case.ts'

const BASE64 = 'base64:'

/** Puts the files of a case under the working directory. */
export async function writeCaseFiles(port: FilesPort, files: NonNullable<CaseBody['files']>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await port.write(absolute(port, path), toBytes(content), { createParents: true })
  }
}

/**
 * What is under the given paths after a run, in the notation of the cases: text as it is, anything that is no UTF-8 as
 * `base64:…`, null where no file is. A path that the case expects in base64 is shown in base64.
 */
export async function readCaseFiles(
  port: FilesPort,
  expected: NonNullable<CaseBody['expectFiles']>,
): Promise<Record<string, string | null>> {
  const found: Record<string, string | null> = {}
  for (const [path, content] of Object.entries(expected)) {
    const full = absolute(port, path)
    const isFile = (await port.info(full))?.kind === 'file'
    found[path] = isFile ? toText(await port.read(full), content?.startsWith(BASE64) ?? false) : null
  }
  return found
}

/** A path of a case as the port takes it. */
export function absolute(port: FilesPort, path: string): string {
  if (path.startsWith('/')) return path
  return port.cwd === '/' ? `/${path}` : `${port.cwd}/${path}`
}

function toBytes(content: string): Uint8Array {
  if (!content.startsWith(BASE64)) return new TextEncoder().encode(content)
  return Uint8Array.from(atob(content.slice(BASE64.length)), (unit) => unit.charCodeAt(0))
}

function toText(bytes: Uint8Array, asBase64: boolean): string {
  if (!asBase64) {
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    } catch {
      // Not text: shown as bytes below.
    }
  }
  return BASE64 + btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}
