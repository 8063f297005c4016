import { readdirSync, readFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { parse } from 'yaml'

/** An example of the gallery, as its file says it. */
export interface ExampleData {
  /** Name of the file without number and extension; the folder it becomes. */
  readonly name: string
  readonly title: string
  /** What it teaches: one idea. What stands between backticks is code. */
  readonly goal: string
  /** What it belongs to in the gallery; examples of a chapter stand together. */
  readonly chapter: string
  readonly tags: readonly string[]
  /** Text files by path: `compose.yaml`, `input.json`, components. */
  readonly files: Readonly<Record<string, string>>
  /** What a run gives; for the tests. */
  readonly expect?: unknown
  /** Code of the error that the run ends with, in place of `expect`. */
  readonly expectError?: string
}

/** The examples of a folder, in the order of their file names. */
export function readExamples(folder: string): ExampleData[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => {
      const example: Omit<ExampleData, 'name'> = parse(readFileSync(resolve(folder, file), 'utf8'))
      return { ...example, name: basename(file, '.yaml').replace(/^\d+-/, '') }
    })
}
