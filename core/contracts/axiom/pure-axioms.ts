import { axiomJsonParse } from './json-parse.ts'
import { axiomPathJoin } from './path-join.ts'
import { axiomTomlParse } from './toml-parse.ts'
import { axiomTomlStringify } from './toml-stringify.ts'

/** The axioms that need nothing but their input and are no aliases of contracts (contracts.md 2.1). */
export const pureAxioms = [axiomPathJoin, axiomJsonParse, axiomTomlParse, axiomTomlStringify]
