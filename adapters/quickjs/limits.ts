/** Bounds of the border between host and sandbox; each is generous for honest scripts. */
export const BORDER = {
  /** Characters of one JSON text, either way. */
  text: 16 * 1024 * 1024,
  /** Levels of arrays and objects of one JSON text, either way. */
  depth: 200,
  /** Host calls of all scripts of a sandbox that wait for an answer. */
  calls: 10_000,
  /** Messages of one script. */
  messages: 10_000,
  /** Characters of all messages of one script. */
  messageText: 1024 * 1024,
} as const

/**
 * Work units for a millisecond of `timeoutMs`: the slowest scripts found then stop at about their limit, a plain loop at a
 * fifth to two fifths of it (scripts/sandbox/README.md, "Worst cases").
 */
export const FUEL_PER_MS = 90_000

/**
 * Work units per page of memory that a script gets on top, for what can happen between two looks at the fuel: one
 * collection of a full heap and one copy of the whole memory.
 */
export const RESERVE_PER_PAGE = 12_288

/** Bytes of the interpreter's stack. More would overflow the host's stack first, which no script can be blamed for. */
export const STACK_BYTES = 128 * 1024

/**
 * Calls of recursive functions of the interpreter that may nest. Fewer than the module allows: a worker of Chromium that runs
 * code for the first time has a smaller stack and larger frames than the place where that was measured.
 */
export const MAX_FRAMES = 1500

/** The interpreter starts with this many pages of 64 KiB; a lower cap is not possible. */
export const MIN_PAGES = 256

/** Programs kept compiled per sandbox. */
export const MAX_PROGRAMS = 256
