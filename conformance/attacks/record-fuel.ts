/**
 * Records the work units of every attack: `node scripts/run-ts.js conformance/attacks/record-fuel.ts`.
 *
 * They change with the interpreter, the meter, the prelude of the guest and the attacks. Every host must then use the
 * same ones again: run `npm run conformance` afterwards.
 */
import { writeFileSync } from 'node:fs'
import { memoryHosts } from '../run/hosts.ts'
import { runCase } from '../run-case.ts'
import { fuelOf } from '../script-fuel.ts'
import { FUEL_FILE, loadAttacks } from './load-attacks.ts'

const recorded: Record<string, readonly number[]> = {}
for (const one of loadAttacks({ judgeFuel: false })) {
  recorded[one.id] = fuelOf((await runCase(one, await memoryHosts.makeHost(one))).events)
}
const lines = Object.entries(recorded).map(([id, fuel]) => `  ${JSON.stringify(id)}: ${JSON.stringify(fuel)}`)
writeFileSync(FUEL_FILE, `{\n${lines.join(',\n')}\n}\n`)
console.log(`${lines.length} attacks recorded`)
