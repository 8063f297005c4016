import { readFileSync } from 'node:fs'
import { relative } from 'node:path'

/** Texts of the documents that errors point into, by the name they were read under. */
export class SourceTexts {
  readonly #texts = new Map<string, string | undefined>()

  /** Remembers a text that has no file, or was read already. */
  add(file: string, text: string): void {
    this.#texts.set(file, text)
  }

  /** The text of a document; read when it is first asked for. `undefined` when there is none to be had. */
  get(file: string): string | undefined {
    if (!this.#texts.has(file)) this.#texts.set(file, readText(file))
    return this.#texts.get(file)
  }
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    // The place is shown without its lines: what matters is the error that is being reported.
    return undefined
  }
}

/** A path as people read it: relative to the working directory when it is inside. URLs stay as they are. */
export function shownPath(file: string): string {
  if (/^[a-z][a-z+.-]+:\/\//i.test(file) || file.startsWith('<')) return file
  const inside = relative(process.cwd(), file)
  return inside === '' || inside.startsWith('..') ? file : inside
}
