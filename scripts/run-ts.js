/**
 * Runs a TypeScript file of this repository on plain Node: `node scripts/run-ts.js <file.ts> [arguments]`.
 *
 * Node 20 cannot strip types, so each `.ts` module is transformed by esbuild as it is loaded. Nothing is written to disk,
 * packages stay packages, `import.meta.url` stays the source file, and stack traces point at the source lines.
 */
import { register } from 'node:module'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const [entry, ...args] = process.argv.slice(2)
if (entry === undefined) {
  console.error('Usage: node scripts/run-ts.js <file.ts> [arguments]')
  process.exit(2)
}
const file = resolve(entry)
process.argv = [process.argv[0], file, ...args]
process.setSourceMapsEnabled(true)
register('./run-ts-hooks.js', import.meta.url)
await import(pathToFileURL(file).href)
