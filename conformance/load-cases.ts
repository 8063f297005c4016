/** Reads the case files from disk: the only part of the suite that needs Node. Other hosts get `casesAsJson()`. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ConformanceCase } from './case.ts'
import { readCases } from './read-cases.ts'

const HERE = fileURLToPath(new URL('.', import.meta.url))
/** The folder that holds the case files. */
const CASES_FOLDER = join(HERE, 'cases')

/**
 * Every case of the `.yaml` files in a folder and its subfolders, in the order of paths and then of the file.
 *
 * @throws {Error} listing every problem of every file as `file:line:column: what`.
 */
export function loadCases(folder: string = CASES_FOLDER): ConformanceCase[] {
  const problems: string[] = []
  const cases = caseFiles(folder).flatMap((file) => {
    const group = relative(folder, file)
      .split(sep)
      .join('/')
      .replace(/\.yaml$/, '')
    return readCases(readFileSync(file, 'utf8'), group, `${group}.yaml`, problems)
  })
  if (problems.length > 0) throw new Error(`The conformance cases have problems:\n${problems.join('\n')}`)
  return cases
}

/** All cases as one JSON text, for hosts without files; `casesFromJson` of the suite reads it. */
export function casesAsJson(folder?: string): string {
  return JSON.stringify(loadCases(folder))
}

function caseFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}
