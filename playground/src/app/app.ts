import components from 'virtual:components'
import { effect, type Signal, signal } from '@preact/signals'
import type { ComponentInfo } from '../../../core/run/component.ts'
import type { Diagnostic, QuickFix, TextEdit } from '../../language/index.ts'
import { connectKernel } from '../run/connect-kernel.ts'
import type { SharedProject } from '../share/share-link.ts'
import type { Workspace } from '../workspace/workspace.ts'
import type { Example } from './examples.ts'
import { Imports } from './imports.ts'
import { Keeping } from './keeping.ts'
import { Navigation, type PlaceInFile } from './navigation.ts'
import { OpenProject } from './open-project.ts'
import { Projects } from './projects.ts'
import { Questions } from './questions.ts'
import { Runs } from './runs.ts'
import { Session } from './session.ts'
import type { Settings } from './settings.ts'
import { WholeValues } from './whole-value.ts'

/** Tabs beside the editor. */
export const VIEWS = ['graph', 'timeline', 'state', 'logs', 'problems'] as const
export type ViewName = (typeof VIEWS)[number]

/** What lies over the page. */
export type Sheet = 'palette' | 'shortcuts' | 'gallery' | 'share' | 'import' | 'export' | 'files' | 'steps'

export interface AppOptions {
  readonly settings: Settings
  readonly startWorker: () => Worker
  readonly nextFrame: (callback: () => void) => void
  /** Whether there is room for the files beside the editor. */
  readonly roomy: boolean
  /** Whether another page shows this one inside itself. */
  readonly isFramed: boolean
  /** The browser's storage; absent where it has none. */
  readonly storage: Partial<StorageManager> | undefined
  /** Other tabs with the same workspace are told of changes through it, and tell; absent where there is none. */
  readonly otherTabs: BroadcastChannel | undefined
  /** The shared project that the address names is no longer looked at. */
  readonly forgetAddress: () => void
}

/** What can be asked of the editor. */
export interface EditorHandle {
  /** Does what keys such as `Mod+F` do there. */
  press(keys: string): void
}

/**
 * Everything the page knows and can do; views read it and call it, and keep nothing of their own that matters.
 *
 * It joins its parts, each of which has one thing to look after, and offers what they do under one roof.
 */
export class App {
  readonly settings: Settings
  readonly view: Signal<ViewName> = signal('graph')
  readonly sheet: Signal<Sheet | null> = signal(null)
  /** Told to the user, and to screen readers. */
  readonly notice = signal('')
  readonly ready = signal(false)
  readonly inputAsForm = signal(true)
  readonly filesShown: Signal<boolean>
  readonly questions = new Questions()
  /** The editor, while there is one. */
  readonly editor: Signal<EditorHandle | null> = signal(null)
  /** Whether another page shows this one: there is less to do then, and nothing to grant. */
  readonly isFramed: boolean
  /** Values of the run that are looked at whole. */
  readonly wholeValues: WholeValues
  readonly imports: Imports
  readonly keeping: Keeping
  readonly #session: Session
  readonly #project: OpenProject
  readonly #runs: Runs
  readonly #navigation: Navigation
  readonly #projects: Projects

  constructor(options: AppOptions) {
    const { settings, startWorker, nextFrame, isFramed } = options
    this.settings = settings
    this.keeping = new Keeping(options.storage)
    this.filesShown = signal(options.roomy && !isFramed)
    this.isFramed = isFramed
    const tell = (message: unknown) => this.tell(message)
    const keep = () => void this.keeping.ask().catch(tell)
    const { otherTabs } = options
    const connect = (name: string) => connectKernel(startWorker, (batch) => this.runner.take(batch), name)
    const session = new Session(connect, () => otherTabs?.postMessage('changed'))
    otherTabs?.addEventListener('message', () => this.catchUp().catch(tell))
    const project = new OpenProject({
      session,
      components,
      slotsOf: (call) => this.slotsOf(call),
      onOtherCompose: () => this.#runs.forget(),
      onOpened: (path) => {
        settings.openFile.value = path
      },
      onChanged: keep,
      onError: tell,
      nextFrame,
    })
    const onBroken = () => {
      this.view.value = 'problems'
      tell('The compose has errors')
    }
    const runs = new Runs({ session, project, settings, isFramed, nextFrame, tell, onBroken })
    this.wholeValues = new WholeValues(() => session.client)
    this.#session = session
    this.#project = project
    this.#runs = runs
    this.#navigation = new Navigation({ session, project, runs, onError: tell })
    this.#projects = new Projects({ session, project, runs, onLeft: options.forgetAddress })
    const openShared = (shared: SharedProject) => this.openShared(shared)
    const showTrace = (lines: string) => this.#showTrace(lines)
    this.imports = new Imports({ session, project, settings, openShared, showTrace, onImported: keep, tell })
    effect(() => {
      session.entries.value
      this.keeping.refresh().catch(tell)
    })
  }

  tell(message: unknown): void {
    this.notice.value = message instanceof Error ? message.message : String(message)
  }

  /** Opens what the visitor left, or the first example. */
  async start(): Promise<void> {
    await this.#projects.openLast(this.settings.openFile.peek())
    this.ready.value = true
  }

  /** The slots of one of the kernel's own components. */
  slotsOf(call: string): ComponentInfo['slots'] {
    return components.find((component) => component.id === call || component.aliases?.includes(call) === true)?.slots
  }

  // The workspace.

  get workspace(): Workspace {
    return this.#session.workspace
  }
  get storage() {
    return this.#session.storage
  }
  get shared() {
    return this.#session.shared
  }
  get entries() {
    return this.#session.entries
  }

  // The project that is open.

  get document() {
    return this.#project.document
  }
  get compose() {
    return this.#project.compose
  }
  /** The folder of the compose. */
  get project() {
    return this.#project.folder
  }
  get inputText() {
    return this.#project.inputText
  }
  get input() {
    return this.#project.input
  }
  get declaredInputs() {
    return this.#project.declaredInputs
  }
  /** What is wrong with the compose: the checker's problems, and what the language service adds. */
  get problems() {
    return this.#project.checks.problems
  }
  /** Steps that the reader has marked. */
  get marks() {
    return this.#project.marks
  }
  /** What is wrong with the files of the project. */
  get checks() {
    return this.#project.checks
  }
  get language() {
    return this.#project.checks.language
  }
  open(path: string): Promise<void> {
    return this.#project.open(path)
  }
  edit(text: string): void {
    this.#project.edit(text)
  }
  /** Closes the open file, which was removed. */
  close(): Promise<void> {
    return this.#project.close()
  }
  /** Takes what others have done to the files meanwhile. */
  async catchUp(): Promise<void> {
    if (this.ready.peek()) await this.#project.catchUp()
  }
  applyEdits(file: string, edits: readonly TextEdit[]): void {
    this.#project.applyEdits(file, edits)
  }
  fixesFor(file: string, problem: Diagnostic): readonly QuickFix[] {
    return this.#project.fixesFor(file, problem)
  }
  save(): Promise<void> {
    return this.#project.save()
  }
  editInput(text: string): void {
    this.#project.editInput(text)
  }

  // Whole projects.

  async openExample(example: Example): Promise<void> {
    await this.#projects.openExample(example)
  }
  async openShared(project: SharedProject): Promise<void> {
    await this.#projects.openShared(project)
    this.ready.value = true
  }
  async keepShared(): Promise<void> {
    const folder = await this.#projects.keepShared()
    if (folder !== null) this.tell(`The copy is yours: it is in ${folder}`)
    await this.keeping.ask()
  }
  leaveShared(): Promise<void> {
    return this.#projects.leaveShared(this.settings.openFile.peek())
  }

  // Runs.

  get runner() {
    return this.#runs.runner
  }
  get selection() {
    return this.#runs.selection
  }
  /** A recorded run need not be one of the compose that is open: the timeline shows it whatever it is of. */
  #showTrace(lines: string): boolean {
    const isShown = this.#runs.show(lines)
    if (isShown) this.view.value = 'timeline'
    return isShown
  }
  get desk() {
    return this.#runs.desk
  }
  get discovered() {
    return this.#runs.discovered
  }
  get recording() {
    return this.#runs.recording
  }
  run(): Promise<void> {
    return this.#runs.run()
  }
  stop(): void {
    this.runner.stop()
  }

  // Where the reader is.

  get reveal() {
    return this.#navigation.reveal
  }
  selectStep(path: string): void {
    this.#navigation.selectStep(path)
  }
  selectSpan(span: number): void {
    this.#navigation.selectSpan(span)
  }
  selectMoment(seq: number): void {
    this.#navigation.selectMoment(seq)
  }
  revealStep(path: string): void {
    this.#navigation.revealStep(path)
  }
  revealRange(file: string, range: readonly [number, number]): void {
    this.#navigation.revealRange(file, range)
  }
  /** Goes to a place, with a way back. */
  goTo(place: PlaceInFile, from: PlaceInFile): void {
    this.#navigation.goTo(place, from)
  }
  get canGoBack(): boolean {
    return this.#navigation.canGoBack
  }
  goBack(): void {
    this.#navigation.goBack()
  }
}
