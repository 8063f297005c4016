import { batch, computed, effect, type ReadonlySignal, signal } from '@preact/signals'
import type { Diagnostic, QuickFix } from '../../language/index.ts'
import { nameOf } from '../workspace/paths.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { afterFrame } from './after-frame.ts'
import { Behind } from './behind.ts'
import { type ComposeDocument, kindOfFile, type OpenDocument } from './document.ts'
import { inSlices } from './in-slices.ts'
import type { Language } from './language.ts'
import { type CheckOther, loadChecks, type OtherKind, otherKind } from './other-files.ts'
import { projectRootOf, readProjectFiles } from './project-files.ts'

/** What is wrong with a file. */
export interface FileProblems {
  readonly file: string
  /** The text that was checked. */
  readonly text: string
  readonly problems: readonly Diagnostic[]
}

export interface ChecksOptions {
  readonly compose: ComposeDocument
  readonly document: OpenDocument
  readonly language: Language
  readonly nextFrame: (callback: () => void) => void
}

/** Checks that took longer than this wait for a pause in the typing, in ms. */
const SLOW_MS = 100
/** How long nothing must have been typed then, in ms. */
const PAUSE_MS = 200
/** How long a descriptor is left alone before what it says counts for others, in ms. */
const SETTLE_MS = 150

/** The texts that can be changed. */
interface Texts {
  readonly compose: { readonly path: string; readonly text: string }
  readonly document: { readonly path: string; readonly text: string }
}

/**
 * What is wrong with the files of a project, and what can be done about it.
 *
 * What is typed is drawn first and checked then: problems are a frame behind the text, further when it is very long.
 */
export class Checks {
  readonly language: Language
  /** Of the compose that runs. */
  readonly problems: ReadonlySignal<readonly Diagnostic[]>
  /** Of the file in the editor. */
  readonly ofDocument: ReadonlySignal<readonly Diagnostic[]>
  /** Files with problems: the compose, the file in the editor, then all others of the project. */
  readonly byFile: ReadonlySignal<readonly FileProblems[]>
  readonly #options: ChecksOptions
  readonly #checked: Behind<Texts>
  /** How long the last two checks took, in ms. */
  #took: readonly [number, number] = [0, 0]
  /** Counts up when what the checks rely on has changed: components, descriptors, checks that were loaded. */
  readonly #known = signal(0)
  readonly #others = signal<readonly FileProblems[]>([])
  #files: ReadonlyMap<string, string> = new Map()
  /** Checks of files that are no composes. */
  readonly #loaded = new Map<OtherKind, CheckOther>()

  constructor(options: ChecksOptions) {
    const { compose, document, language } = options
    this.#options = options
    this.language = language
    const texts = computed(() => ({
      compose: { path: compose.path.value, text: compose.text.value },
      document: { path: document.path.value, text: document.text.value },
    }))
    this.#checked = new Behind<Texts>(texts, { later: (work) => this.#whenDrawn(work), isOther: isOtherFile })
    this.problems = computed(() => {
      const { path, text } = this.#checked.value.compose
      const start = performance.now()
      const problems = this.#check(path, text)
      this.#took = [this.#took[1], performance.now() - start]
      return problems
    })
    this.ofDocument = computed(() => {
      const { path, text } = this.#checked.value.document
      return path === this.#checked.value.compose.path ? this.problems.value : this.#check(path, text)
    })
    this.byFile = computed(() => {
      const { compose, document } = this.#checked.value
      const open = [
        { file: compose.path, text: compose.text, problems: this.problems.value },
        { file: document.path, text: document.text, problems: this.ofDocument.value },
      ]
      const all = [...open, ...this.#others.value]
      return all.filter(
        ({ file, problems }, index) => problems.length > 0 && all.findIndex((other) => other.file === file) === index,
      )
    })
    effect(() => this.#followDescriptor())
    effect(() => this.#checkOthers())
  }

  /** Reads what a project is made of; it counts from the next `refresh` on. */
  async load(workspace: Workspace, file: string): Promise<void> {
    const paths = workspace.entries.peek().map(({ path }) => path)
    this.#files = await readProjectFiles(workspace, projectRootOf(paths, file))
    await this.language.load(this.#files)
  }

  refresh(): void {
    batch(() => {
      this.catchUp()
      this.#known.value++
    })
  }

  /** Makes problems those of the texts as they are now. */
  catchUp(): void {
    this.#checked.catchUp()
  }

  /** A file that is not open has another text from now on. */
  take(file: string, text: string): void {
    this.#files = new Map(this.#files).set(file, text)
    this.refresh()
  }

  /** What can be done about a problem of a file; nothing until the help for writing is loaded, which this begins. */
  fixesFor(file: string, problem: Diagnostic): readonly QuickFix[] {
    const help = this.language.help.value
    if (help === null) {
      // Without a network there are no fixes yet.
      this.language.loadHelp().catch(() => undefined)
      return []
    }
    if (kindOfFile(file) !== 'compose') {
      const fix = help.suggestedFix(this.textOf(file), problem)
      return fix === undefined ? [] : [fix]
    }
    const { service } = this.language
    service.update(file, this.textOf(file))
    const fixes = help.quickFixes(file, problem.range)
    return fixes.filter(
      (fix) => fix.diagnostic.code === problem.code && fix.diagnostic.range.start === problem.range.start,
    )
  }

  /** The text of a file as it is now. */
  textOf(file: string): string {
    const { compose, document } = this.#options
    if (file === compose.path.peek()) return compose.text.peek()
    return file === document.path.peek() ? document.text.peek() : (this.#files.get(file) ?? '')
  }

  #whenDrawn(work: () => void): () => void {
    // The quicker one tells: something else may have come between the other.
    if (Math.min(...this.#took) < SLOW_MS) return afterFrame(this.#options.nextFrame, work)
    const timer = setTimeout(work, PAUSE_MS)
    return () => clearTimeout(timer)
  }

  #check(file: string, text: string): readonly Diagnostic[] {
    this.#known.value
    if (file === '') return []
    if (kindOfFile(file) !== 'compose') return this.#checkOther(file, text)
    const { service } = this.language
    service.update(file, text)
    return service.diagnostics(file)
  }

  #checkOther(file: string, text: string): readonly Diagnostic[] {
    const kind = otherKind(file)
    if (kind === undefined) return []
    const check = this.#loaded.get(kind)
    if (check !== undefined) return check(file, text, this.language.manifestOf(file))
    loadChecks(kind).then(
      (loaded) => {
        if (this.#loaded.has(kind)) return
        this.#loaded.set(kind, loaded)
        this.refresh()
      },
      // Without a network they are missing until the next change.
      () => undefined,
    )
    return []
  }

  /** A descriptor in the editor counts for the composes that call its component. */
  #followDescriptor(): (() => void) | undefined {
    const { document } = this.#options
    const path = document.path.value
    const text = document.text.value
    if (nameOf(path) !== 'lcp.toml') return undefined
    const take = async () => {
      if (await this.language.takeDescriptor(path, text)) this.refresh()
    }
    // What reads it could not be loaded: without a network it counts with the next change.
    const timer = setTimeout(() => take().catch(() => undefined), SETTLE_MS)
    return () => clearTimeout(timer)
  }

  /** Checks the files that are not open, when nothing else is to be done. */
  #checkOthers(): () => void {
    this.#known.value
    const { compose, document } = this.#options
    const open = [compose.path.value, document.path.value]
    const waiting = Array.from(this.#files).filter(([file]) => !open.includes(file))
    const found: FileProblems[] = []
    return inSlices(
      waiting,
      ([file, text]) => {
        const problems = this.#check(file, text)
        if (problems.length > 0) found.push({ file, text, problems })
      },
      () => {
        this.#others.value = found
      },
    )
  }
}

function isOtherFile(seen: Texts, next: Texts): boolean {
  return seen.compose.path !== next.compose.path || seen.document.path !== next.document.path
}
