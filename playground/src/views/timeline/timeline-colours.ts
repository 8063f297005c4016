/** The tokens that the drawing needs, as the theme has them now. */
export type Colours = Readonly<Record<(typeof TOKENS)[number] | 'bar' | 'script' | 'wash', string>>

const TOKENS = ['text', 'muted', 'line', 'surface', 'ground', 'raised', 'accent', 'failed', 'running', 'left'] as const

export function timelineColours(element: HTMLElement): Colours {
  const style = getComputedStyle(element)
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim()
  return {
    text: token('text'),
    muted: token('muted'),
    line: token('line'),
    surface: token('surface'),
    ground: token('ground'),
    raised: token('raised'),
    accent: token('accent'),
    failed: token('failed'),
    running: token('running'),
    left: token('left'),
    bar: token('syntax-key'),
    script: `color-mix(in srgb, ${token('left')} 55%, ${token('raised')})`,
    wash: `color-mix(in srgb, ${token('accent')} 22%, transparent)`,
  }
}
