import { type Signal, signal } from '@preact/signals'
import type { GitProgress } from '../../../core/host/git.ts'
import type { PickedFile } from '../import/picked-file.ts'
import { folderNameOf, type RepositoryAddress } from '../import/repository-address.ts'
import { isProjectFile, readProjectFile } from '../share/project-file.ts'
import type { SharedProject } from '../share/share-link.ts'
import type { OpenProject } from './open-project.ts'
import type { Session } from './session.ts'
import type { Settings } from './settings.ts'

export interface ImportsOptions {
  readonly session: Session
  readonly project: OpenProject
  readonly settings: Settings
  /** The visitor now has something of their own. */
  readonly onImported: () => void
  readonly openShared: (project: SharedProject) => Promise<void>
  /** Shows a recorded run, given as JSON lines; `false` when they are none. */
  readonly showTrace: (lines: string) => boolean
  readonly tell: (message: unknown) => void
}

/** Loaded when something is imported. */
const importing = () => import('../import/import-files.ts')
const describing = () => import('../import/describe-placement.ts')
const failing = () => import('../import/describe-import-error.ts')

/** Brings files from outside into the workspace. */
export class Imports {
  /** How far the import of a repository is; `null` while there is none. */
  readonly progress: Signal<GitProgress | null> = signal(null)
  readonly #options: ImportsOptions
  #controller: AbortController | undefined

  constructor(options: ImportsOptions) {
    this.#options = options
  }

  /** Takes files, folders and zips; a project file alone is opened as a shared link is, and a trace alone is shown. */
  async take(picked: readonly PickedFile[]): Promise<void> {
    const { session, openShared, showTrace, tell } = this.#options
    const [first] = picked
    if (first === undefined) return
    if (picked.length === 1 && isProjectFile(first.path)) return openShared(await readProjectFile(first.file))
    if (picked.length === 1 && first.path.endsWith('.jsonl')) {
      tell(`Reading ${first.path}`)
      if (showTrace(await first.file.text())) return tell(`Opened the run that is recorded in ${first.path}`)
    }
    if (session.isReadOnly) throw new Error('The shared project is read only: keep a copy of it, or leave it, first')
    tell(`Importing ${picked.length.toLocaleString('en')} ${picked.length === 1 ? 'file' : 'files'}`)
    const { importFiles } = await importing()
    const placement = await importFiles(session.workspace, picked)
    await this.#openFirst([...placement.files.keys()])
    this.#options.onImported()
    tell((await describing()).describePlacement(placement))
  }

  /**
   * Takes the newest files of a repository through the proxy of the settings.
   *
   * @throws {Error} whose message is for people; cancelled ones too.
   */
  async takeRepository(address: RepositoryAddress): Promise<void> {
    const { session, settings, tell } = this.#options
    const corsProxy = settings.corsProxy.peek()
    const { workspace } = session
    const dest = workspace.freePath(`/${folderNameOf(address)}`)
    const controller = new AbortController()
    this.#controller = controller
    this.progress.value = { phase: 'Connecting', loaded: 0 }
    const onProgress = (progress: GitProgress) => {
      if (this.#controller === controller) this.progress.value = progress
    }
    try {
      const request = { ...address, dest, ...(corsProxy === '' ? {} : { corsProxy }) }
      const { commit } = await session.client.importRepository(request, { signal: controller.signal, onProgress })
      await workspace.refresh()
      await this.#openFirst(workspace.filesIn(dest))
      this.#options.onImported()
      tell(`Imported commit ${commit.slice(0, 7)} of ${address.url} into ${dest}`)
    } catch (error) {
      const { describeImportError } = await failing()
      throw new Error(describeImportError(error, { url: address.url, corsProxy }), { cause: error })
    } finally {
      this.#controller = undefined
      this.progress.value = null
    }
  }

  /** Ends the import of a repository, if there is one. */
  cancel(): void {
    this.#controller?.abort('The user cancelled it')
  }

  /** Opens the compose that is nearest to the top. */
  async #openFirst(paths: readonly string[]): Promise<void> {
    const composes = paths.filter((path) => /\/compose\.(ya?ml|json)$/.test(path))
    const [nearest] = composes.toSorted((left, right) => left.split('/').length - right.split('/').length)
    if (nearest !== undefined) await this.#options.project.open(nearest)
  }
}
