import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '../bytes/hex.ts'
import type { Frame } from '../run/frame.ts'
import type { LinkedStep } from '../run/link.ts'
import type { StepKey } from './journal.ts'

/** Milliseconds that a look at the clock takes for a script: it tells looks apart, and ends loops that wait for it. */
const LOOK_MS = 0.01

/** A script that runs: its time moves with the calls it makes, its randomness comes from the seed of the run. */
export class ScriptPlace {
  readonly key: StepKey
  readonly step: LinkedStep
  readonly frame: Frame
  readonly random: { bytes(length: number): Uint8Array }
  #time: number
  #looks = 0

  constructor(
    key: StepKey,
    call: { readonly step: LinkedStep; readonly frame: Frame },
    begun: { time: number; seed: string },
  ) {
    this.key = key
    this.step = call.step
    this.frame = call.frame
    this.#time = begun.time
    this.random = seededRandom(begun.seed)
  }

  now(): number {
    return this.#time + LOOK_MS * this.#looks++
  }

  /** A call that it made was over then. */
  reach(time: number): void {
    if (time > this.#time) this.#time = time
  }
}

/** The scripts of a run that are under way. */
export class ScriptPlaces {
  readonly #open = new Set<ScriptPlace>()

  open(place: ScriptPlace): void {
    this.#open.add(place)
  }

  close(place: ScriptPlace): void {
    this.#open.delete(place)
  }

  /** The script that a call runs. */
  of({ step, frame }: { readonly step: LinkedStep; readonly frame: Frame }): ScriptPlace | undefined {
    for (const place of this.#open) if (place.step === step && place.frame === frame) return place
    return undefined
  }

  /** The scripts in which a call is made, directly or through slots and components. */
  *around(key: StepKey): IterableIterator<ScriptPlace> {
    for (const place of this.#open) if (isWithin(key, place.key)) yield place
  }
}

function isWithin(inner: StepKey, outer: StepKey): boolean {
  if (!inner.path.startsWith(outer.path) || !'/!'.includes(inner.path[outer.path.length] ?? '')) return false
  return outer.iteration.every((turn, at) => inner.iteration[at] === turn)
}

/** Bytes that follow from a text and nothing else. */
function seededRandom(seed: string): { bytes(length: number): Uint8Array } {
  let counter = 0
  return {
    bytes(length) {
      const bytes = new Uint8Array(length)
      for (let from = 0; from < length; from += 32) {
        const block = sha256(new TextEncoder().encode(`${seed}\n${counter++}`))
        bytes.set(block.subarray(0, Math.min(32, length - from)), from)
      }
      return bytes
    },
  }
}

/** SHA-256 of a text, in hex. */
export function hashText(text: string): string {
  return bytesToHex(sha256(new TextEncoder().encode(text)))
}
