/** Randomness, so that a run can be repeated exactly. */
export interface RandomPort {
  /** `length` bytes. From a cryptographic source unless the host was seeded. */
  bytes(length: number): Uint8Array
}
