import type { SharedProject } from '../share/share-link.ts'
import { nameOf } from '../workspace/paths.ts'
import type { Example } from './examples.ts'
import { FIRST_EXAMPLE } from './first-example.ts'
import type { OpenProject } from './open-project.ts'
import type { Runs } from './runs.ts'
import type { Session } from './session.ts'

export interface ProjectsOptions {
  readonly session: Session
  readonly project: OpenProject
  readonly runs: Runs
  /** The shared project is no longer looked at. */
  readonly onLeft: () => void
}

/** Brings whole projects onto the page: what the visitor left, examples, and what others share. */
export class Projects {
  readonly #session: Session
  readonly #project: OpenProject
  readonly #runs: Runs
  readonly #onLeft: () => void

  constructor({ session, project, runs, onLeft }: ProjectsOptions) {
    this.#onLeft = onLeft
    this.#session = session
    this.#project = project
    this.#runs = runs
  }

  /** Opens what the visitor left, or the first example, which a first visitor sees before it is written. */
  async openLast(last: string): Promise<void> {
    if (last === '' && this.#project.document.path.peek() === '') this.#project.announce(FIRST_EXAMPLE)
    await this.#session.load()
    const { workspace } = this.#session
    const first = workspace.entries.value.find((entry) => /\/compose\.(ya?ml|json)$/.test(entry.path))
    if (workspace.has(last)) await this.#project.open(last)
    else if (first !== undefined) await this.#project.open(first.path)
    else await this.openExample(FIRST_EXAMPLE)
  }

  async openExample(example: Example): Promise<void> {
    await this.#leave()
    const { workspace } = this.#session
    const folder = workspace.freePath(`/${example.name}`)
    await workspace.writeAll(inFolder(folder, example.files))
    await this.#project.open(`${folder}/compose.yaml`)
  }

  /** Shows a shared project; it stays out of the workspace until the visitor keeps it. */
  async openShared(project: SharedProject): Promise<void> {
    await this.#project.save()
    await this.#session.enter(project)
    const entries = this.#session.workspace.entries.value
    const first = entries.find((entry) => /compose\.(ya?ml|json)$/.test(entry.path))
    const any = first ?? entries.find((entry) => entry.kind === 'file')
    if (any !== undefined) await this.#project.open(any.path)
    if (project.trace !== undefined) this.#runs.show(project.trace)
  }

  /** Puts the shared project into the visitor's own workspace, and gives the folder; `null` when there is none. */
  async keepShared(): Promise<string | null> {
    const shared = this.#session.shared.value
    if (shared === null) return null
    await this.#leave()
    const { workspace } = this.#session
    const folder = workspace.freePath(`/${nameOf(shared.name) || 'shared'}`)
    await workspace.writeAll(inFolder(folder, shared.files))
    const compose = workspace.composeOf(folder)
    if (compose !== undefined) await this.#project.open(compose)
    return folder
  }

  /** Goes back from a shared project to what the visitor had open before. */
  async leaveShared(last: string): Promise<void> {
    await this.#leave()
    await this.openLast(last)
  }

  async #leave(): Promise<void> {
    if (!this.#session.isReadOnly) return
    await this.#session.leave()
    this.#onLeft()
  }
}

function inFolder(folder: string, files: Readonly<Record<string, string>>): Array<readonly [string, string]> {
  return Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text] as const)
}
