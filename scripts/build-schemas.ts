/** Writes the validators of the schemas that are known at build time: `node scripts/run-ts.js scripts/build-schemas.ts`. */
import { writeFileSync } from 'node:fs'
import { knownSchemasModule } from './known-schemas.ts'

const root = new URL('../', import.meta.url)
const target = new URL('adapters/schemas/generated/known-schemas.js', root)
writeFileSync(target, await knownSchemasModule(root))
