import { shareProject } from '../../share/share-project.ts'
import { pickFiles } from '../../views/pick-files.ts'
import type { App } from '../app.ts'
import { type Action, isOwn, openSheet } from './action.ts'

/** Ways of projects onto the page and away from it. */
export const PROJECT_ACTIONS: readonly Action[] = [
  { id: 'share', title: 'Share', run: openSheet('share') },
  {
    id: 'import',
    title: 'Import files or a zip',
    enabled: isOwn,
    run: async (app) => app.imports.take(await pickFiles('files')),
  },
  {
    id: 'import-folder',
    title: 'Import a folder',
    enabled: isOwn,
    run: async (app) => app.imports.take(await pickFiles('folder')),
  },
  { id: 'import-git', title: 'Import from a Git URL', enabled: isOwn, run: openSheet('import') },
  {
    id: 'open-project-file',
    title: 'Open a project file',
    run: async (app) => app.imports.take(await pickFiles('files')),
  },
  {
    id: 'open-trace',
    title: 'Open a recorded trace',
    note: 'JSON lines, as lcod run --trace=jsonl writes them',
    run: async (app) => app.imports.take(await pickFiles('files')),
  },
  {
    id: 'copy-link',
    title: 'Copy a link to this project',
    run: copyLink,
  },
  { id: 'export', title: 'Export', run: openSheet('export') },
]

/** A link that is too long for other programs is not copied: the sheet says what to do instead. */
async function copyLink(app: App): Promise<void> {
  const { url, tooLong } = await shareProject(app, false)
  if (tooLong) {
    app.sheet.value = 'share'
    return
  }
  await navigator.clipboard.writeText(url)
  app.tell('The link is in the clipboard')
}
