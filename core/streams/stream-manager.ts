// The streams helper replaces this file; the shape below is what the engine relies on.
export interface StreamManager {
  /** Closes whatever is still open; called once, when the run ends. */
  closeAll(): Promise<void>
}
