import type { LiveScreen } from './live-rows.ts'
import { type TransferProgress, TransferRow } from './transfer-row.ts'

/** One transfer that is being watched. */
export interface Transfer {
  update(progress: TransferProgress): void
  /** Its row goes; may be called again. */
  end(): void
}

const UNSEEN: Transfer = { update() {}, end() {} }

/** The downloads and clones that are under way, each with a row on the screen. */
export class Transfers {
  readonly #screen: LiveScreen
  /** URLs of the clones under way, each as often as it is cloned. */
  readonly #clones: string[] = []

  constructor(screen: LiveScreen) {
    this.#screen = screen
  }

  beginDownload(url: string): Transfer {
    // The requests of a clone are part of its row.
    if (this.#clones.some((clone) => url.startsWith(clone))) return UNSEEN
    return this.#begin(nameOf(url))
  }

  beginClone(url: string): Transfer {
    this.#clones.push(url)
    const transfer = this.#begin(nameOf(url))
    return {
      update: transfer.update,
      end: () => {
        const index = this.#clones.indexOf(url)
        if (index !== -1) this.#clones.splice(index, 1)
        transfer.end()
      },
    }
  }

  #begin(name: string): Transfer {
    const row = new TransferRow(name)
    return { update: (progress) => row.update(progress), end: this.#screen.addRow(row) }
  }
}

/** Where it comes from, without what may be secret in a URL. */
function nameOf(url: string): string {
  if (!URL.canParse(url)) return url
  const { protocol, host, pathname } = new URL(url)
  return protocol === 'file:' ? pathname : `${host}${pathname}`
}
