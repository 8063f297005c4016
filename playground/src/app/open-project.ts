import { batch, computed, type Signal, signal } from '@preact/signals'
import type { DeclaredInput } from '../../../core/manifest/declared-inputs.ts'
import type { ComponentInfo } from '../../../core/run/component.ts'
import type { Diagnostic, QuickFix, TextEdit } from '../../language/index.ts'
import { applyEdits } from '../../language/text-edit.ts'
import { folderOf } from '../workspace/paths.ts'
import { Checks } from './checks.ts'
import { ComposeDocument, OpenDocument } from './document.ts'
import type { Example } from './examples.ts'
import { Language } from './language.ts'
import { readInput } from './read-input.ts'
import { readProjectAt } from './read-project.ts'
import type { Session } from './session.ts'
import { StepMarks } from './step-marks.ts'

export interface OpenProjectOptions {
  readonly session: Session
  /** The components of the kernel. */
  readonly components: readonly ComponentInfo[]
  /** The slots of a component of the kernel. */
  readonly slotsOf: (call: string) => ComponentInfo['slots']
  /** Another compose is about to be the one that runs. */
  readonly onOtherCompose: () => void
  /** A file of the visitor's own has been opened. */
  readonly onOpened: (path: string) => void
  /** The visitor has changed something, and it is written. */
  readonly onChanged: () => void
  /** Told what went wrong while nobody waited. */
  readonly onError: (error: unknown) => void
  readonly nextFrame: (callback: () => void) => void
}

const SAVE_AFTER_MS = 300

/** The file in the editor, the compose it belongs to, and its input; changes are written as they come. */
export class OpenProject {
  readonly document = new OpenDocument()
  readonly compose: ComposeDocument
  readonly checks: Checks
  readonly marks: StepMarks
  readonly inputText = signal('{}')
  readonly declaredInputs: Signal<readonly DeclaredInput[]> = signal([])
  readonly folder = computed(() => folderOf(this.compose.path.value))
  readonly input = computed(() => readInput(this.inputText.value))
  readonly #options: OpenProjectOptions
  #saving: ReturnType<typeof setTimeout> | undefined
  /** Files that were asked for. */
  #wishes = 0
  /** Ends when none is being opened. */
  #opening: Promise<void> = Promise.resolve()

  constructor(options: OpenProjectOptions) {
    this.#options = options
    const language = new Language(options.components)
    this.marks = new StepMarks(computed(() => this.compose.path.value))
    this.compose = new ComposeDocument(options.slotsOf, (file, text) => language.composition(file, text))
    const { nextFrame } = options
    this.checks = new Checks({ compose: this.compose, document: this.document, language, nextFrame })
  }

  /** Opens a file. Of several that are asked for at once the last one stays open. */
  open(path: string): Promise<void> {
    const wish = ++this.#wishes
    const opened = this.#opening.then(() => (wish === this.#wishes ? this.#show(path) : undefined))
    this.#opening = opened.catch(() => undefined)
    return opened
  }

  async #show(path: string): Promise<void> {
    await this.save()
    const { workspace, isReadOnly } = this.#options.session
    const found = await readProjectAt(workspace, path)
    await this.checks.load(workspace, path)
    const inputs = found.manifest === '' ? [] : (await import('./descriptors.ts')).declaredInputs(found.manifest)
    batch(() => {
      this.checks.refresh()
      this.document.path.value = path
      this.document.text.value = found.text
      this.document.dirty.value = false
      if (this.compose.path.value !== found.composePath) this.#options.onOtherCompose()
      this.compose.path.value = found.composePath
      this.compose.text.value = found.composeText
      this.inputText.value = found.input
      this.declaredInputs.value = inputs
      if (!isReadOnly) this.#options.onOpened(path)
    })
  }

  /** Closes the open file, which is not there any more. Another file of the workspace takes its place if there is one. */
  async close(): Promise<void> {
    this.document.dirty.value = false
    const next = this.#options.session.workspace.entries.peek().find(({ kind }) => kind === 'file')
    if (next !== undefined) return this.open(next.path)
    batch(() => {
      this.#options.onOtherCompose()
      for (const text of [this.document.path, this.document.text, this.compose.path, this.compose.text]) text.value = ''
      this.inputText.value = '{}'
      this.declaredInputs.value = []
    })
  }

  /**
   * Takes what others have done to the files meanwhile: another tab with the same workspace, or a run. What is being typed
   * here stays, and is written over theirs.
   */
  async catchUp(): Promise<void> {
    const { workspace, isReadOnly } = this.#options.session
    if (isReadOnly) return
    const wish = this.#wishes
    await this.#opening
    // Whoever opens another file meanwhile reads what is there.
    if (wish !== this.#wishes) return
    const path = this.document.path.peek()
    await workspace.refresh()
    if (path === '') return
    if (!workspace.has(path)) {
      if (!this.document.dirty.peek() && wish === this.#wishes) await this.close()
      return
    }
    const found = await readProjectAt(workspace, path)
    const isSame =
      found.text === this.document.text.peek() &&
      found.composePath === this.compose.path.peek() &&
      found.composeText === this.compose.text.peek() &&
      found.input === this.inputText.peek()
    if (!isSame && !this.document.dirty.peek() && wish === this.#wishes) await this.open(path)
  }

  /** Shows an example before its files are written. */
  announce(example: Example): void {
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

  /** The editor's text has changed. */
  edit(text: string): void {
    if (text === this.document.text.peek() || this.#options.session.isReadOnly) return
    batch(() => {
      this.document.text.value = text
      this.document.dirty.value = true
      if (this.#isComposeOpen()) this.compose.text.value = text
      if (this.document.path.peek() === this.#inputPath()) this.inputText.value = text
    })
    clearTimeout(this.#saving)
    this.#saving = setTimeout(() => this.save().catch(this.#options.onError), SAVE_AFTER_MS)
  }

  /** Changes a file, as a quick fix or the formatter wants it. */
  applyEdits(file: string, edits: readonly TextEdit[]): void {
    const text = applyEdits(this.checks.textOf(file), edits)
    if (file === this.document.path.peek()) {
      this.edit(text)
      return
    }
    if (file === this.compose.path.peek()) this.compose.text.value = text
    this.checks.take(file, text)
    this.#write(file, text)
  }

  /** What can be done about a problem of a file; nothing in a shared project. */
  fixesFor(file: string, problem: Diagnostic): readonly QuickFix[] {
    return this.#options.session.shared.value === null ? this.checks.fixesFor(file, problem) : []
  }

  /** Writes what is not written yet. */
  async save(): Promise<void> {
    clearTimeout(this.#saving)
    const { session } = this.#options
    if (!this.document.dirty.peek() || session.isReadOnly) return
    this.document.dirty.value = false
    await session.workspace.write(this.document.path.peek(), this.document.text.peek())
    this.#options.onChanged()
  }

  editInput(text: string): void {
    this.inputText.value = text
    if (this.#options.session.isReadOnly || this.compose.path.peek() === '') return
    const path = this.#inputPath()
    if (this.document.path.peek() === path) this.document.text.value = text
    this.#write(path, text)
  }

  #write(path: string, text: string): void {
    this.#options.session.workspace.write(path, text).catch(this.#options.onError)
  }

  #isComposeOpen(): boolean {
    return this.document.path.peek() === this.compose.path.peek()
  }

  #inputPath(): string {
    return `${this.folder.peek()}/input.json`
  }
}
