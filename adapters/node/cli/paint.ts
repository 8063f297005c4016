/** Puts ANSI colours around parts of a text; does nothing without colours. */
export interface Paint {
  bold(text: string): string
  dim(text: string): string
  red(text: string): string
  yellow(text: string): string
  cyan(text: string): string
}

export function createPaint(colour: boolean): Paint {
  const style = (code: number) =>
    colour ? (text: string) => `\u001b[${code}m${text}\u001b[0m` : (text: string) => text
  return { bold: style(1), dim: style(2), red: style(31), yellow: style(33), cyan: style(36) }
}
