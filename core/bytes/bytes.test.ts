import { describe, expect, it } from 'vitest'
import { fc } from '../testing/fc.ts'
import { base64ToBytes, bytesToBase64 } from './base64.ts'
import { ByteQueue } from './byte-queue.ts'
import { concatBytes } from './concat-bytes.ts'
import { bytesToHex, hexToBytes } from './hex.ts'
import { bytesToText, textToBytes } from './text-encoding.ts'
import { incompleteUtf8Tail } from './utf8-boundary.ts'

describe('base64', () => {
  it('agrees with the platform, both ways', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        const text = Buffer.from(bytes).toString('base64')
        expect(bytesToBase64(bytes)).toBe(text)
        expect(base64ToBytes(text)).toEqual(new Uint8Array(bytes))
      }),
    )
  })

  it.each([
    ['', ''],
    ['aGk', 'hi'],
    ['aGk=', 'hi'],
    [' aG\nk= ', 'hi'],
    ['-_-_', '\u00fb\u00ff\u00bf'],
  ])('base64ToBytes() reads %j', (text, expected) => {
    expect(base64ToBytes(text)).toEqual(new Uint8Array(Buffer.from(expected, 'latin1')))
  })

  it.each(['a', 'aGk==', 'a===', 'aG*=', '=', 'aé==', 'a=Gk'])('base64ToBytes() refuses %j', (text) => {
    expect(base64ToBytes(text)).toBeNull()
  })
})

describe('hex', () => {
  it('agrees with the platform, both ways', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 50 }), (bytes) => {
        const text = Buffer.from(bytes).toString('hex')
        expect(bytesToHex(bytes)).toBe(text)
        expect(hexToBytes(text.toUpperCase())).toEqual(new Uint8Array(bytes))
      }),
    )
  })

  it.each(['0', '0g', 'zz', '0x', ' 0', '@@', '``'])('hexToBytes() refuses %j', (text) => {
    expect(hexToBytes(text)).toBeNull()
  })
})

describe('text encodings', () => {
  it('give text for bytes and bytes for text', () => {
    for (const encoding of ['utf-8', 'base64', 'hex'] as const) {
      const bytes = textToBytes(bytesToText(Uint8Array.of(0xef, 0xbb, 0xbf, 0x41), encoding), encoding)
      expect(bytes).toEqual(Uint8Array.of(0xef, 0xbb, 0xbf, 0x41))
    }
  })
})

describe('incompleteUtf8Tail()', () => {
  it('is 0 for whole text and exact for every cut', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), (text) => {
        const bytes = new TextEncoder().encode(text)
        for (let cut = 0; cut <= bytes.length; cut++) {
          const head = bytes.subarray(0, cut)
          const whole = head.subarray(0, cut - incompleteUtf8Tail(head))
          expect(text.startsWith(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(whole))).toBe(true)
          expect(cut - whole.length).toBeLessThan(4)
        }
      }),
    )
  })

  it.each([
    [[0x80, 0x80, 0x80]],
    [[0xff]],
    [[0xc0]],
    [[0xe0, 0x80]],
    [[0xed, 0xa0]],
    [[0xf0, 0x80]],
    [[0xf4, 0x90]],
    [[0xf5]],
    [[0xc3, 0xa9, 0x80]],
  ])('holds back nothing that cannot become a character: %j', (bytes) => {
    expect(incompleteUtf8Tail(Uint8Array.from(bytes))).toBe(0)
  })
})

describe('ByteQueue', () => {
  it('gives back what was pushed, however it is taken', () => {
    const piece = fc.uint8Array({ maxLength: 8 })
    const action = fc.oneof(
      fc.record({ kind: fc.constant('push' as const), piece }),
      fc.record({ kind: fc.constant('take' as const), count: fc.nat(20) }),
      fc.record({ kind: fc.constant('piece' as const), count: fc.nat(5) }),
      fc.record({ kind: fc.constant('back' as const), count: fc.nat(3) }),
    )
    fc.assert(
      fc.property(fc.array(action, { maxLength: 300 }), (actions) => {
        const queue = new ByteQueue()
        const pushed: number[] = []
        const taken: number[] = []
        for (const step of actions) {
          if (step.kind === 'push') {
            queue.push(new Uint8Array(step.piece))
            pushed.push(...step.piece)
          } else if (step.kind === 'back') {
            const back = taken.splice(Math.max(0, taken.length - step.count))
            queue.unshift(Uint8Array.from(back))
          } else taken.push(...(step.kind === 'take' ? queue.take(step.count) : queue.takePiece(step.count)))
          expect(queue.size).toBe(pushed.length - taken.length)
        }
        expect([...taken, ...queue.takeAll()]).toEqual(pushed)
        expect(queue.size).toBe(0)
      }),
    )
  })
})

describe('concatBytes()', () => {
  it('does not copy a single part', () => {
    const part = Uint8Array.of(1)
    expect(concatBytes([part])).toBe(part)
    expect(concatBytes([])).toEqual(new Uint8Array(0))
  })
})
