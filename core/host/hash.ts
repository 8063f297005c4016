export interface Hasher {
  update(bytes: Uint8Array): void
  /** 32 bytes. May be called once. */
  digest(): Uint8Array | Promise<Uint8Array>
}

/** Hashing by the host's fastest means. Core has its own slow fallback for hosts without one. */
export interface HashPort {
  sha256(): Hasher
}
