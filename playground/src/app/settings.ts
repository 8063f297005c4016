import { effect, type Signal, signal } from '@preact/signals'

export type Theme = 'system' | 'dark' | 'light'

/** What is remembered between visits. Nothing of it leaves the browser. */
export interface Settings {
  readonly theme: Signal<Theme>
  /** Sizes of the panes in percent, by separator. */
  readonly panes: Signal<Readonly<Record<string, number>>>
  readonly openFile: Signal<string>
  /** Whether a change of the compose or its input is followed by a run. Default not. */
  readonly autoRun: Signal<boolean>
  /** What Git's requests go through; empty when they go directly. */
  readonly corsProxy: Signal<string>
}

const KEY = 'lcod-playground'

/** Settings kept in `storage`; where it is refused, as in some private windows, they last as long as the page. */
export function createSettings(storage: Pick<Storage, 'getItem' | 'setItem'> | undefined): Settings {
  const kept = read(storage)
  const theme = signal<Theme>(kept['theme'] === 'dark' || kept['theme'] === 'light' ? kept['theme'] : 'system')
  const panes = signal<Readonly<Record<string, number>>>(readSizes(kept['panes']))
  const openFile = signal(readText(kept['openFile']))
  const autoRun = signal(kept['autoRun'] === true)
  const corsProxy = signal(readText(kept['corsProxy']))
  effect(() => {
    const text = JSON.stringify({
      theme: theme.value,
      panes: panes.value,
      openFile: openFile.value,
      autoRun: autoRun.value,
      corsProxy: corsProxy.value,
    })
    try {
      storage?.setItem(KEY, text)
    } catch {
      // Full or refused: the settings are a convenience.
    }
  })
  return { theme, panes, openFile, autoRun, corsProxy }
}

function read(storage: Pick<Storage, 'getItem'> | undefined): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(storage?.getItem(KEY) ?? '{}')
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}

function readText(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function readSizes(value: unknown): Record<string, number> {
  if (typeof value !== 'object' || value === null) return {}
  return Object.fromEntries(
    Object.entries(value).filter(([, size]) => typeof size === 'number' && size >= 0 && size <= 100),
  )
}
