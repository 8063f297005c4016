import { type Signal, signal } from '@preact/signals'

/** What the browser tells of the room it gives. */
export interface Room {
  /** Bytes that all of this address takes, files of runs and the page itself included. */
  readonly used: number
  readonly available: number
}

/** From this share on the visitor is warned. */
const NEARLY_FULL = 0.8

/** Knows how much room there is for the files, and asks the browser not to clear them. */
export class Keeping {
  /** `null` where the browser does not tell. */
  readonly room: Signal<Room | null> = signal(null)
  /** Whether the browser has promised to keep the files until the visitor removes them. */
  readonly promised = signal(false)
  readonly #storage: Partial<StorageManager> | undefined
  #asked = false

  /** @param storage the browser's; absent where it has none, as outside secure contexts. */
  constructor(storage: Partial<StorageManager> | undefined) {
    this.#storage = storage
  }

  get isNearlyFull(): boolean {
    const room = this.room.value
    return room !== null && room.available > 0 && room.used / room.available > NEARLY_FULL
  }

  /** Asks the browser how things are. */
  async refresh(): Promise<void> {
    const { usage, quota } = (await this.#storage?.estimate?.()) ?? {}
    this.room.value = usage === undefined || quota === undefined ? null : { used: usage, available: quota }
    this.promised.value = (await this.#storage?.persisted?.()) ?? false
  }

  /**
   * Asks for the promise, once: called when the visitor has made something of their own, because some browsers then ask
   * the visitor in turn, which would be odd before.
   */
  async ask(): Promise<void> {
    if (this.#asked) return
    this.#asked = true
    if (!this.promised.peek()) this.promised.value = (await this.#storage?.persist?.()) ?? false
  }
}
