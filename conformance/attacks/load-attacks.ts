/** Reads the attack files from disk; other hosts get the expanded cases as JSON, like those of the conformance suite. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { parse } from 'yaml'
import type { ConformanceCase } from '../case.ts'
import type { AttackFile } from './attack.ts'
import { expandAttacks } from './expand-attacks.ts'

const HERE = fileURLToPath(new URL('.', import.meta.url))

/** Where `record-fuel.ts` leaves the work units of each script of each case. */
export const FUEL_FILE = join(HERE, 'fuel.json')

/**
 * Every attack as a conformance case, in the order of files and then of the file.
 *
 * @param options.judgeFuel false leaves out the recorded work units. Default true.
 * @throws {Error} when a file is not of the schema, or two attacks have the same name.
 */
export function loadAttacks(options: { readonly judgeFuel?: boolean } = {}): ConformanceCase[] {
  const recorded: Record<string, number[]> =
    options.judgeFuel === false ? {} : JSON.parse(readFileSync(FUEL_FILE, 'utf8'))
  const check = new Ajv2020({ strict: false }).compile<AttackFile>(
    JSON.parse(readFileSync(join(HERE, 'attack.schema.json'), 'utf8')),
  )
  const seen = new Set<string>()
  return readdirSync(HERE)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .flatMap((name) => {
      const file: unknown = parse(readFileSync(join(HERE, name), 'utf8'))
      if (!check(file)) throw new Error(`${name}: ${JSON.stringify(check.errors)}`)
      return expandAttacks(file, `attacks/${name.replace(/\.yaml$/, '')}`, recorded)
    })
    .map((one) => {
      if (seen.has(one.id)) throw new Error(`Two attacks are named "${one.id}"`)
      seen.add(one.id)
      return one
    })
}
