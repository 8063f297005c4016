import components from 'virtual:components'
import { batch, computed, effect, type Signal, signal } from '@preact/signals'
import type { KernelClient } from '../../../adapters/browser/kernel/kernel-client.ts'
import type { StorageInfo } from '../../../adapters/browser/kernel/worker-protocol.ts'
import type { ComponentInfo } from '../../../core/run/component.ts'
import type { TraceEvent } from '../../../core/trace/events.ts'
import { applyEdits, type Diagnostic, type QuickFix, type TextEdit } from '../../language/index.ts'
import { connectKernel } from '../run/connect-kernel.ts'
import { describeEnd } from '../run/describe-end.ts'
import { Runner } from '../run/runner.ts'
import { Selection } from '../run/selection.ts'
import type { SharedProject } from '../share/share-link.ts'
import { TraceModel } from '../trace/trace-model.ts'
import { TRANSIENT } from '../worker/transient.ts'
import { folderOf, nameOf } from '../workspace/paths.ts'
import { Workspace } from '../workspace/workspace.ts'
import { type DeclaredInput, declaredInputs } from './declared-inputs.ts'
import { ComposeDocument, OpenDocument } from './document.ts'
import { EXAMPLES, type Example } from './examples.ts'
import { Language } from './language.ts'
import { PermissionDesk } from './permissions.ts'
import { Questions } from './questions.ts'
import { readInput } from './read-input.ts'
import type { Settings } from './settings.ts'

/** Tabs beside the editor. */
export const VIEWS = ['graph', 'timeline', 'state', 'logs', 'problems'] as const
export type ViewName = (typeof VIEWS)[number]

/** What lies over the page. */
export type Sheet = 'palette' | 'shortcuts' | 'gallery' | 'share' | 'files' | 'steps'

export interface AppOptions {
  readonly settings: Settings
  readonly startWorker: () => Worker
  readonly nextFrame: (callback: () => void) => void
  /** Whether there is room for the files beside the editor. */
  readonly roomy: boolean
}

const SAVE_AFTER_MS = 300

/** Everything the page knows and can do; views read it and call it, and keep nothing of their own that matters. */
export class App {
  readonly settings: Settings
  readonly runner: Runner
  readonly selection: Selection
  readonly desk = new PermissionDesk()
  readonly document = new OpenDocument()
  readonly compose: ComposeDocument
  readonly inputText = signal('{}')
  readonly view: Signal<ViewName> = signal('graph')
  readonly sheet: Signal<Sheet | null> = signal(null)
  readonly storage: Signal<StorageInfo | null> = signal(null)
  /** Told to the user, and to screen readers. */
  readonly notice = signal('')
  readonly shared: Signal<SharedProject | null> = signal(null)
  /** Steps of called components are found as they run; counts up when the tree has grown. */
  readonly discovered = signal(0)
  /** Where the editor should go: offsets, and a number that changes with every wish. */
  readonly reveal: Signal<{ readonly range: readonly [number, number]; readonly count: number } | null> = signal(null)
  readonly ready = signal(false)
  readonly entries = computed(() => this.#workspaces.value.entries.value)
  readonly project = computed(() => folderOf(this.compose.path.value))
  readonly input = computed(() => readInput(this.inputText.value))
  /** What is wrong with the compose: the checker's problems, and what the language service adds. */
  readonly problems = computed(() => this.#problems())
  readonly declaredInputs: Signal<readonly DeclaredInput[]> = signal([])
  readonly inputAsForm = signal(true)
  readonly filesShown: Signal<boolean>
  /** Whether runs are recorded. Without it they are a little faster, and there is nothing to look at. */
  readonly recording = signal(true)
  readonly questions = new Questions()
  readonly language = new Language()
  /** Counts up when the components that a compose can call have changed. */
  readonly #known = signal(0)
  readonly #options: AppOptions
  readonly #workspaces: Signal<Workspace>
  #client: KernelClient
  #saving: ReturnType<typeof setTimeout> | undefined
  #discoveredPlaces = 0

  constructor(options: AppOptions) {
    this.#options = options
    this.settings = options.settings
    this.filesShown = signal(options.roomy)
    this.#client = connectKernel(this.#options.startWorker, (batch) => this.runner.take(batch), 'playground')
    this.#workspaces = signal(new Workspace(this.#client.files))
    this.runner = new Runner({
      nextFrame: options.nextFrame,
      ask: (question) => this.desk.ask(this.project.value, this.shared.value !== null, question),
    })
    this.selection = new Selection(() => this.runner.model.value)
    this.compose = new ComposeDocument((call) => this.slotsOf(call))
    effect(() => {
      this.runner.version.value
      this.#discover()
      this.selection.moveToHead()
    })
  }

  get workspace(): Workspace {
    return this.#workspaces.peek()
  }

  /** Opens what the visitor left, or the first example. */
  async start(): Promise<void> {
    if (this.settings.openFile.peek() === '') this.#announce(EXAMPLES[0]!)
    this.storage.value = await this.#client.storage()
    await this.workspace.refresh()
    const last = this.settings.openFile.value
    const first = this.workspace.entries.value.find((entry) => /\/compose\.(ya?ml|json)$/.test(entry.path))
    if (this.workspace.has(last)) await this.open(last)
    else if (first !== undefined) await this.open(first.path)
    else await this.openExample(EXAMPLES[0]!)
    this.ready.value = true
  }

  /** The slots of one of the kernel's own components. */
  slotsOf(call: string): ComponentInfo['slots'] {
    return components.find((component) => component.id === call || component.aliases?.includes(call) === true)?.slots
  }

  async open(path: string): Promise<void> {
    await this.save()
    const text = await this.workspace.readText(path)
    const folder = this.workspace.projectOf(path)
    const composePath = folder === null ? '' : (this.workspace.composeOf(folder) ?? '')
    const own = /\.ya?ml$/.test(path) && folderOf(path) !== folder
    const target = own || composePath === '' ? (/\.ya?ml$/.test(path) ? path : composePath) : composePath
    const composeText = target === path || target === '' ? text : await this.workspace.readText(target)
    const inputPath = `${folderOf(target)}/input.json`
    const input = this.workspace.has(inputPath) ? await this.workspace.readText(inputPath) : '{}\n'
    const manifestPath = `${folderOf(target)}/lcp.toml`
    const manifest = this.workspace.has(manifestPath) ? await this.workspace.readText(manifestPath) : ''
    await this.language.load(this.workspace, folderOf(target))
    batch(() => {
      this.#known.value++
      this.document.path.value = path
      this.document.text.value = text
      this.document.dirty.value = false
      if (this.compose.path.value !== target) this.#forgetRun()
      this.compose.path.value = target
      this.compose.text.value = composeText
      this.inputText.value = input
      this.declaredInputs.value = declaredInputs(manifest)
      if (this.shared.value === null) this.settings.openFile.value = path
    })
  }

  /** The editor's text has changed. */
  edit(text: string): void {
    if (text === this.document.text.peek() || this.shared.peek() !== null) return
    batch(() => {
      this.document.text.value = text
      this.document.dirty.value = true
      if (this.document.path.peek() === this.compose.path.peek()) this.compose.text.value = text
      if (this.document.path.peek() === this.#inputPath()) this.inputText.value = text
    })
    clearTimeout(this.#saving)
    this.#saving = setTimeout(() => this.save().catch((error) => this.tell(error)), SAVE_AFTER_MS)
  }

  /** Changes the compose, as a quick fix or the formatter wants it. */
  applyEdits(edits: readonly TextEdit[]): void {
    const text = applyEdits(this.compose.text.peek(), edits)
    if (this.document.path.peek() === this.compose.path.peek()) {
      this.edit(text)
      return
    }
    const path = this.compose.path.peek()
    this.compose.text.value = text
    this.workspace.write(path, text).catch((error) => this.tell(error))
  }

  /** What can be done about a problem; nothing in a shared project. */
  fixesFor(problem: Diagnostic): readonly QuickFix[] {
    if (this.shared.value !== null) return []
    const fixes = this.language.service.quickFixes(this.compose.path.peek(), problem.range)
    return fixes.filter(
      (fix) => fix.diagnostic.code === problem.code && fix.diagnostic.range.start === problem.range.start,
    )
  }

  /** Writes what is not written yet. */
  async save(): Promise<void> {
    clearTimeout(this.#saving)
    if (!this.document.dirty.peek() || this.shared.peek() !== null) return
    this.document.dirty.value = false
    await this.workspace.write(this.document.path.peek(), this.document.text.peek())
  }

  editInput(text: string): void {
    this.inputText.value = text
    if (this.shared.peek() !== null || this.compose.path.peek() === '') return
    const path = this.#inputPath()
    if (this.document.path.peek() === path) this.document.text.value = text
    this.workspace.write(path, text).catch((error) => this.tell(error))
  }

  #inputPath(): string {
    return `${this.project.peek()}/input.json`
  }

  async run(): Promise<void> {
    const input = this.input.peek()
    const file = this.compose.path.peek()
    if (file === '' || this.runner.state.peek().kind === 'running') return
    if (input.value === undefined) return this.tell(input.problem)
    const isBroken = this.problems.peek().some((problem) => problem.severity === 'error')
    if (isBroken) {
      this.view.value = 'problems'
      this.tell('The compose has errors')
      return
    }
    await this.save()
    this.#forgetRun()
    const isShared = this.shared.peek() !== null
    const permissions = this.desk.of(this.project.peek(), isShared)
    await this.runner.run(this.#client, {
      text: this.compose.text.peek(),
      file,
      input: input.value,
      permissions,
      trace: this.recording.peek(),
    })
    this.desk.dismiss()
    await this.workspace.refresh()
    this.tell(describeEnd(this.runner))
  }

  stop(): void {
    this.runner.stop()
  }

  /** Selects a step everywhere; the editor goes there when it shows its file. */
  selectStep(path: string): void {
    this.selection.selectStep(path)
    this.revealStep(path)
  }

  selectSpan(span: number): void {
    this.selection.selectSpan(span)
    this.revealStep(this.runner.model.peek().placeOf(span).path)
  }

  selectMoment(seq: number): void {
    this.selection.selectMoment(seq)
    const { path } = this.selection.current.peek()
    if (path !== null) this.revealStep(path)
  }

  revealStep(path: string): void {
    const range = this.compose.tree.peek()?.step(path)?.at
    if (range !== undefined) this.revealRange(this.compose.path.peek(), range)
  }

  revealRange(file: string, range: readonly [number, number]): void {
    const show = () => {
      this.reveal.value = { range, count: (this.reveal.peek()?.count ?? 0) + 1 }
    }
    if (this.document.path.peek() === file) show()
    else if (this.workspace.has(file)) this.open(file).then(show, (error) => this.tell(error))
  }

  async openExample(example: Example): Promise<void> {
    await this.leaveShared()
    const folder = this.workspace.freePath(`/${example.name}`)
    const files = Object.entries(example.files).map(([path, text]) => [`${folder}/${path}`, text] as const)
    await this.workspace.writeAll(files)
    await this.open(`${folder}/compose.yaml`)
  }

  /** Shows a shared project; it stays out of the workspace until the visitor keeps it. */
  async openShared(project: SharedProject): Promise<void> {
    await this.save()
    this.#client.terminate()
    this.#client = connectKernel(this.#options.startWorker, (batch) => this.runner.take(batch), TRANSIENT)
    this.#workspaces.value = new Workspace(this.#client.files)
    this.storage.value = await this.#client.storage()
    await this.workspace.writeAll(
      Object.entries(project.files).map(([path, text]) => [`/${project.name}/${path}`, text]),
    )
    this.shared.value = project
    const first = this.workspace.entries.value.find((entry) => /compose\.(ya?ml|json)$/.test(entry.path))
    const any = first ?? this.workspace.entries.value.find((entry) => entry.kind === 'file')
    if (any !== undefined) await this.open(any.path)
    if (project.trace !== undefined) this.#showTrace(project.trace)
    this.ready.value = true
  }

  /** Puts the shared project into the visitor's own workspace. */
  async keepShared(): Promise<void> {
    const project = this.shared.value
    if (project === null) return
    await this.leaveShared()
    const folder = this.workspace.freePath(`/${nameOf(project.name) || 'shared'}`)
    await this.workspace.writeAll(Object.entries(project.files).map(([path, text]) => [`${folder}/${path}`, text]))
    const compose = this.workspace.composeOf(folder)
    if (compose !== undefined) await this.open(compose)
  }

  async leaveShared(): Promise<void> {
    if (this.shared.value === null) return
    this.#client.terminate()
    this.#client = connectKernel(this.#options.startWorker, (batch) => this.runner.take(batch), 'playground')
    this.#workspaces.value = new Workspace(this.#client.files)
    this.storage.value = await this.#client.storage()
    await this.workspace.refresh()
    this.shared.value = null
  }

  tell(message: unknown): void {
    this.notice.value = message instanceof Error ? message.message : String(message)
  }

  /** A first visitor sees the first example at once; it is written while they read. */
  #announce(example: Example): void {
    const path = `/${example.name}/compose.yaml`
    const text = example.files['compose.yaml'] ?? ''
    batch(() => {
      this.document.path.value = path
      this.document.text.value = text
      this.compose.path.value = path
      this.compose.text.value = text
      this.inputText.value = example.files['input.json'] ?? '{}'
    })
  }

  #problems(): readonly Diagnostic[] {
    this.#known.value
    const file = this.compose.path.value
    if (file === '') return []
    this.language.service.update(file, this.compose.text.value)
    return this.language.service.diagnostics(file)
  }

  #showTrace(lines: string): void {
    const events: TraceEvent[] = lines
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line))
    this.runner.show(TraceModel.of(events), this.compose.path.value)
  }

  #forgetRun(): void {
    this.#discoveredPlaces = 0
    this.selection.reset()
    if (this.runner.state.peek().kind !== 'running') this.runner.show(new TraceModel(), this.compose.path.peek())
  }

  #discover(): void {
    const { places } = this.runner.model.peek()
    const tree = this.compose.tree.peek()
    if (tree === null) return
    let grown = false
    for (; this.#discoveredPlaces < places.length; this.#discoveredPlaces++) {
      const place = places[this.#discoveredPlaces]!
      if (place.path.includes('!') && place.parts.kind === 'step')
        grown = tree.discover(place.path, place.call) || grown
    }
    if (grown) this.discovered.value = this.discovered.peek() + 1
  }
}
