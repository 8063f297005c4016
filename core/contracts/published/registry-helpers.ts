import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToBase64 } from '../../bytes/base64.ts'
import { bytesToHex } from '../../bytes/hex.ts'
import { indexRegistries, selectEntry } from '../../resolve/registry-index.ts'
import { defineContract } from '../define-contract.ts'

/** The digest of a text in both spellings. Spec: contracts.md 3.2.3. */
export const hashSha256Base64 = defineContract<{ data: string }>({
  id: 'lcod://tooling/hash/sha256_base64@0.1.0',
  summary: 'Computes the SHA-256 digest of a text.',
  input: { type: 'object', required: ['data'], properties: { data: { type: 'string', description: 'The text' } } },
  output: {
    type: 'object',
    required: ['hex', 'base64'],
    properties: {
      hex: { type: 'string', description: 'The digest, 64 hexadecimal digits' },
      base64: { type: 'string', description: 'The digest in base64' },
    },
  },
  example: {
    input: { data: 'abc' },
    output: {
      hex: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
      base64: 'ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=',
    },
  },
  run({ data }) {
    const digest = sha256(new TextEncoder().encode(data))
    return { hex: bytesToHex(digest), base64: bytesToBase64(digest) }
  },
})

/** One index of the lines of several registries. Spec: contracts.md 5.5.2. */
export const registryIndex = defineContract<{ sources?: unknown }>({
  id: 'lcod://tooling/registry/index@0.1.0',
  summary: 'Puts the lines of registry sources into one index.',
  input: {
    type: 'object',
    properties: { sources: { description: 'registryId with jsonl or lines; optional priority and defaults' } },
  },
  output: {
    type: 'object',
    required: ['registries', 'entries', 'packages', 'errors'],
    properties: {
      registries: { type: 'array', description: 'Registries by priority' },
      entries: { type: 'array', description: 'Every version, in the order of the lines' },
      packages: { type: 'object', description: 'Id → its versions, the first choice first' },
      errors: { type: 'array', description: 'Lines that are no JSON' },
    },
  },
  example: { input: { sources: [] }, output: { registries: [], entries: [], packages: {}, errors: [] } },
  run: ({ sources }) => indexRegistries(sources),
})

/** One version of an id, from an index. Spec: contracts.md 5.5.3. */
export const registrySelect = defineContract<{
  packages?: unknown
  id?: unknown
  range?: unknown
  registryId?: unknown
}>({
  id: 'lcod://tooling/registry/select@0.1.0',
  summary: 'Picks the version of a component that fits a range.',
  input: {
    type: 'object',
    properties: {
      packages: { description: 'Packages of an index' },
      id: { description: 'Id without version' },
      range: {
        description: '`^1.2.0`, `~1.2.0`, `>=1.2.0`, `1`, `1.2.x`, `*`, several with `||`; else an exact version',
      },
      registryId: { description: 'Registry to prefer' },
    },
  },
  output: {
    type: 'object',
    required: ['entry'],
    properties: { entry: { type: ['object', 'null'], description: 'The entry, or null' } },
  },
  example: { input: { packages: {}, id: 'lcod://demo/x' }, output: { entry: null } },
  run: ({ packages, id, range, registryId }) => ({ entry: selectEntry(packages, { id, range, registryId }) }),
})
