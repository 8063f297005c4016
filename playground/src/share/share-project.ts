import type { App } from '../app/app.ts'
import { nameOf } from '../workspace/paths.ts'
import { encodeShare, LONGEST_LINK, type SharedProject } from './share-link.ts'

export interface ShareLink {
  readonly url: string
  /** Characters. */
  readonly length: number
  readonly tooLong: boolean
  readonly project: SharedProject
  /** Files that are no text. */
  readonly leftOut: number
}

/** A link to the project that is open, its input included; files that are not text are left out. */
export async function shareProject(app: App, withTrace: boolean): Promise<ShareLink> {
  await app.save()
  const folder = app.project.peek()
  const files: Record<string, string> = {}
  let leftOut = 0
  const decoder = new TextDecoder('utf-8', { fatal: true })
  for (const [path, content] of await app.workspace.readFolder(folder)) {
    try {
      files[path] = decoder.decode(content)
    } catch {
      // Bytes have no place in a link of text.
      leftOut++
    }
  }
  const model = app.runner.model.peek()
  const { exportTrace } = await import('./exports.ts')
  const trace = withTrace && model.events.size > 0 ? { trace: exportTrace(model).parts.join('') } : {}
  const project: SharedProject = { name: nameOf(folder) || 'project', files, ...trace }
  const url = `${location.origin}${location.pathname}${await encodeShare(project)}`
  return { url, length: url.length, tooLong: url.length > LONGEST_LINK, project, leftOut }
}
