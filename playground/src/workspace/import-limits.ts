/** Bytes that are imported at once: a small zip can hold gigabytes of zeros, and all of it passes through memory. */
export const LARGEST_IMPORT = 64 * 1024 * 1024
export const MOST_FILES = 5_000

/** @param what holds the files: `The zip`. */
export function tooLarge(what: string): RangeError {
  return new RangeError(`${what} holds more than ${LARGEST_IMPORT / 1024 / 1024} MB`)
}

export function tooMany(what: string): RangeError {
  return new RangeError(`${what} holds more than ${MOST_FILES.toLocaleString('en')} files`)
}
