import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToBase64 } from '../../../bytes/base64.ts'
import { defineContract } from '../../define-contract.ts'

const encoder = new TextEncoder()

/**
 * Makes a key of any text: the prefix, then the SHA-256 digest of the text in base64.
 *
 * @throws {KernelError} `invalid_input` when one of the two is no string.
 * Spec: contracts.md 3.1.14.
 */
export const hashToKey = defineContract<{ text: string; prefix: string }>({
  id: 'lcod://tooling/hash/to_key@0.1.0',
  aliases: ['lcod://contract/tooling/hash/to_key@1'],
  summary: 'Makes a key of any text by its digest.',
  input: {
    type: 'object',
    properties: {
      text: { type: 'string', default: '', description: 'The text' },
      prefix: { type: 'string', default: '', description: 'What the key begins with' },
    },
  },
  output: { type: 'object', required: ['key'], properties: { key: { type: 'string', description: 'The key' } } },
  example: { input: { text: 'abc', prefix: 'k:' }, output: { key: 'k:ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=' } },
  run: ({ text, prefix }) => ({ key: prefix + bytesToBase64(sha256(encoder.encode(text))) }),
})
