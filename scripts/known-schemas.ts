import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { build } from 'esbuild'

/** Export name → file, from the project root. */
const SCHEMAS: Readonly<Record<string, string>> = {
  compose: 'core/compose/compose.schema.json',
  conformanceCase: 'conformance/case.schema.json',
}

const HEADER = '// Made by scripts/build-schemas.ts from the JSON schemas; do not edit.\n'

/**
 * One module with a validator per schema that is known at build time: Ajv's code, without Ajv and without `eval`, for
 * hosts that forbid generated code.
 */
export async function knownSchemasModule(root: URL): Promise<string> {
  const require = createRequire(import.meta.url)
  const { Ajv2020 } = require('ajv/dist/2020.js') as typeof import('ajv/dist/2020.js')
  const { default: addFormats } = require('ajv-formats') as typeof import('ajv-formats')
  const standalone = require('ajv/dist/standalone/index.js') as typeof import('ajv/dist/standalone/index.js')

  const options = {
    allErrors: true,
    strict: false,
    ownProperties: true,
    logger: false,
    code: { source: true, esm: true },
  } as const
  const ajv = new Ajv2020(options)
  addFormats.default(ajv)
  const exported: Record<string, string> = {}
  for (const [name, file] of Object.entries(SCHEMAS)) {
    ajv.addSchema(JSON.parse(readFileSync(new URL(file, root), 'utf8')), name)
    exported[name] = name
  }
  // Ajv's runtime functions are still imported by name: bundling takes them in.
  const result = await build({
    stdin: { contents: standalone.default(ajv, exported), resolveDir: new URL('.', root).pathname, loader: 'js' },
    bundle: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    legalComments: 'none',
    write: false,
  })
  return HEADER + (result.outputFiles[0]?.text ?? '')
}
