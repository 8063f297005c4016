/** The browsers a page can be opened in. */
export type EngineName = 'chromium' | 'firefox' | 'webkit'

export const ENGINE_NAMES: readonly EngineName[] = ['chromium', 'firefox', 'webkit']

/** An open page. */
export interface EnginePage {
  /** The JSON value of a JavaScript expression, promises awaited; `null` for undefined. */
  evaluate(expression: string): Promise<unknown>
  /** Ends the page and everything that was started for it. */
  close(): Promise<void>
}

export interface Engine {
  readonly name: EngineName
  /** Why the engine cannot be used here, for people; `null` when it can. */
  missing(): string | null
  /** Opens a page in a fresh profile: nothing is kept from another page, and nothing stays. */
  open(url: string): Promise<EnginePage>
}
