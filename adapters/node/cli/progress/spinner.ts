const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'] as const
const FRAME_MS = 100

/** The picture of a spinner at a time in ms. */
export function spinner(time: number): string {
  return FRAMES[Math.floor(time / FRAME_MS) % FRAMES.length] ?? FRAMES[0]
}
