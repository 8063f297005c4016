import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { KernelClient } from '../../../adapters/browser/kernel/kernel-client.ts'
import type { StorageInfo } from '../../../adapters/browser/kernel/worker-protocol.ts'
import type { SharedProject } from '../share/share-link.ts'
import { TRANSIENT } from '../worker/transient.ts'
import { Workspace, type WorkspaceEntry } from '../workspace/workspace.ts'

/** The visitor's own workspace. */
const OWN = 'playground'

/** The workspace that the page is on, and the kernel that works on it: the visitor's own, or one for a shared project. */
export class Session {
  /** Where the files are kept; `null` until that is known. */
  readonly storage: Signal<StorageInfo | null> = signal(null)
  /** The project that is only looked at; `null` in the visitor's own workspace. */
  readonly shared: Signal<SharedProject | null> = signal(null)
  readonly entries: ReadonlySignal<readonly WorkspaceEntry[]> = computed(() => this.#workspaces.value.entries.value)
  readonly #connect: (workspace: string) => KernelClient
  readonly #workspaces: Signal<Workspace>
  #client: KernelClient

  readonly #onChanged: () => void

  /** @param onChanged told when the page has changed files of the visitor's own workspace. */
  constructor(connect: (workspace: string) => KernelClient, onChanged: () => void = () => undefined) {
    this.#connect = connect
    this.#onChanged = onChanged
    this.#client = connect(OWN)
    this.#workspaces = signal(new Workspace(this.#client.files, onChanged))
  }

  get client(): KernelClient {
    return this.#client
  }

  get workspace(): Workspace {
    return this.#workspaces.peek()
  }

  /** Nothing of a shared project is changed. */
  get isReadOnly(): boolean {
    return this.shared.peek() !== null
  }

  /** Reads what the workspace holds. */
  async load(): Promise<void> {
    this.storage.value = await this.#client.storage()
    await this.workspace.refresh()
  }

  /** Goes to a fresh workspace that is kept nowhere and puts a shared project into it. */
  async enter(project: SharedProject): Promise<void> {
    this.#switchTo(TRANSIENT)
    this.storage.value = await this.#client.storage()
    const files = Object.entries(project.files)
    await this.workspace.writeAll(files.map(([path, text]) => [`/${project.name}/${path}`, text]))
    this.shared.value = project
  }

  /** Goes back to the visitor's own workspace. */
  async leave(): Promise<void> {
    if (!this.isReadOnly) return
    this.#switchTo(OWN)
    await this.load()
    this.shared.value = null
  }

  #switchTo(workspace: string): void {
    this.#client.terminate()
    this.#client = this.#connect(workspace)
    this.#workspaces.value = new Workspace(this.#client.files, workspace === OWN ? this.#onChanged : undefined)
  }
}
