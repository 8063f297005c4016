import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const TSC = resolve(import.meta.dirname, '../../node_modules/typescript/bin/tsc')

/** How a project of a user is compiled. */
export type UserProject = 'node16' | 'bundler'

/**
 * Compiles files of a folder as the strictest user would, declarations of packages included: `node16` has the types of Node
 * and no DOM, `bundler` the DOM and nothing of Node.
 *
 * @returns what the compiler found; empty when all is well.
 */
export function typeCheck(folder: string, project: UserProject, files: readonly string[]): Promise<string> {
  const ofProject = {
    node16: { module: 'node16', moduleResolution: 'node16', lib: ['ES2023'], types: ['node'] },
    bundler: { module: 'esnext', moduleResolution: 'bundler', lib: ['ES2023', 'DOM', 'DOM.Iterable'], types: [] },
  }[project]
  const strict = { strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, skipLibCheck: false }
  const compilerOptions = { target: 'ES2022', noEmit: true, ...strict, ...ofProject }
  const config = join(folder, `tsconfig.${project}.json`)
  writeFileSync(config, JSON.stringify({ compilerOptions, files }))
  return new Promise((done, failed) => {
    execFile(process.execPath, [TSC, '-p', config, '--pretty', 'false'], (error, stdout, stderr) => {
      if (error !== null && stdout === '') failed(new Error(stderr, { cause: error }))
      else done(stdout)
    })
  })
}
