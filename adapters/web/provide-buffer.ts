import { Buffer } from 'buffer/index.js'

/** isomorphic-git expects Node's `Buffer` among the globals; call this before it is loaded. */
export function provideBuffer(): void {
  if (!('Buffer' in globalThis)) Object.defineProperty(globalThis, 'Buffer', { value: Buffer, configurable: true })
}
