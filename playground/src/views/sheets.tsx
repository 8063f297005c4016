import { useSignal } from '@preact/signals'
import type { FunctionComponent } from 'preact'
import { useEffect } from 'preact/hooks'
import { useApp } from './app-context.ts'
import { Palette } from './sheets/palette.tsx'
import { PermissionSheet } from './sheets/permission-sheet.tsx'
import { QuestionSheet } from './sheets/question-sheet.tsx'

type Load = () => Promise<FunctionComponent>

// Loaded when they are first wanted; the service worker has them by then.
const shortcuts: Load = async () => (await import('./sheets/shortcuts.tsx')).Shortcuts
const gallery: Load = async () => (await import('./sheets/gallery.tsx')).Gallery
const importing: Load = async () => (await import('./sheets/import-sheet.tsx')).ImportSheet
const exporting: Load = async () => (await import('./sheets/export-sheet.tsx')).ExportSheet
const value: Load = async () => (await import('./sheets/value-sheet.tsx')).ValueSheet
const share: Load = async () => (await import('./sheets/share-sheet.tsx')).ShareSheet

/** Whatever lies over the page now. */
export function Sheets() {
  const app = useApp()
  const question = app.questions.open.value
  const [wish] = app.desk.open.value
  if (wish !== undefined) return <PermissionSheet key={`${wish.question.kind}${wish.question.value}`} wish={wish} />
  if (question !== null) return <QuestionSheet key={question.title} question={question} />
  if (app.wholeValues.shown.value !== null) return <Late load={value} />
  switch (app.sheet.value) {
    case 'palette':
    case 'files':
    case 'steps':
      return <Palette key={app.sheet.value} kind={app.sheet.value} />
    case 'shortcuts':
      return <Late load={shortcuts} />
    case 'gallery':
      return <Late load={gallery} />
    case 'import':
      return <Late load={importing} />
    case 'export':
      return <Late load={exporting} />
    case 'share':
      return <Late load={share} />
    case null:
      return null
  }
}

/** A sheet that is loaded first. */
function Late({ load }: { load: Load }) {
  const app = useApp()
  const loaded = useSignal<{ readonly Sheet: FunctionComponent } | null>(null)
  useEffect(() => {
    loaded.value = null
    load().then(
      (Sheet) => {
        loaded.value = { Sheet }
      },
      (error) => app.tell(error),
    )
  }, [load, app, loaded])
  if (loaded.value === null) return null
  const { Sheet } = loaded.value
  return <Sheet />
}
