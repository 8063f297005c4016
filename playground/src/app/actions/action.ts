import type { App } from '../app.ts'

/** Something that can be done: found in the palette, perhaps by keys too. */
export interface Action {
  readonly id: string
  readonly title: string
  /** What it is good for, where the title does not say it. */
  readonly note?: string
  /** As `matchesKeys` reads them: `Mod+K`, `Shift+Mod+O`, `[`. */
  readonly keys?: string
  /** Other keys for the same. */
  readonly alsoKeys?: string
  /** Keys that also work while a text is being edited. */
  readonly inText?: boolean
  /** The keys are the editor's: it listens for them itself. */
  readonly inEditor?: boolean
  readonly run: (app: App) => unknown
  /** Whether it makes sense now. Default always. */
  readonly enabled?: (app: App) => boolean
  /** Of what is chosen or switched: whether it is so now. */
  readonly isOn?: (app: App) => boolean
}

/** Runs an action if it makes sense now; a failure is told. */
export function perform(app: App, action: Action): void {
  if (action.enabled?.(app) === false) return
  Promise.resolve()
    .then(() => action.run(app))
    .catch((error) => app.tell(error))
}

/** All keys of an action, as `matchesKeys` reads them. */
export function keysOf({ keys, alsoKeys }: Action): string[] {
  return [keys, alsoKeys].filter((one) => one !== undefined)
}

/** What opens a sheet. */
export function openSheet(sheet: NonNullable<App['sheet']['value']>) {
  return (app: App) => {
    app.sheet.value = sheet
  }
}

export function hasRun(app: App): boolean {
  return app.runner.model.peek().events.size > 0
}

export function isRunning(app: App): boolean {
  return app.runner.state.peek().kind === 'running'
}

/** Whether the project is the visitor's own, and no shared one. */
export function isOwn(app: App): boolean {
  return app.shared.peek() === null
}
