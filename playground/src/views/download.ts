import type { ExportedFile } from '../share/exports.ts'

/** Lets the browser save a file. */
export function downloadFile({ name, type, parts }: ExportedFile): void {
  save(name, new Blob(parts, { type }))
}

export function downloadBytes(name: string, type: string, bytes: Uint8Array): void {
  save(name, new Blob([new Uint8Array(bytes)], { type }))
}

function save(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser has begun to read by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
