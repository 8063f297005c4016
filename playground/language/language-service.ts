import type { AnalyseOptions } from '../../core/analysis/analyse.ts'
import type { Composition } from '../../core/compose/composition.ts'
import type { TextRange } from '../../core/compose/source-node.ts'
import type { Manifest } from '../../core/manifest/read-manifest.ts'
import { catalogOf, type KnownComponent } from './catalog.ts'
import { complete } from './completion/complete.ts'
import type { CompletionList } from './completion/completion-item.ts'
import { diagnose } from './diagnostics/diagnose.ts'
import type { Diagnostic } from './diagnostics/diagnostic.ts'
import { ChunkReader } from './document/chunk-reader.ts'
import { ComposeDocument } from './document/compose-document.ts'
import { format } from './edits/format.ts'
import { type QuickFix, quickFixes } from './edits/quick-fixes.ts'
import type { Hover } from './hover/hover.ts'
import { hoverAt } from './hover/hover-at.ts'
import { definitionAt, type FindComponent, type Location } from './navigation/definition.ts'
import { type Rename, type RenameTarget, renameAt, renameTargetAt } from './navigation/rename.ts'
import { pointerAt, rangeOfPointer } from './navigation/step-places.ts'
import { type DocumentSymbol, symbolsOf } from './navigation/symbols.ts'
import type { TextEdit } from './text-edit.ts'

/** What surrounds the texts. Everything is answered at once; whoever has to wait for files caches them. */
export interface LanguageWorkspace extends Partial<FindComponent> {
  /** The manifest beside a compose: its inputs, outputs, and what completes its relative ids. */
  readManifest?(file: string): Manifest | undefined
}

export interface LanguageServiceOptions {
  /** Everything that a compose can call. */
  readonly components: Iterable<KnownComponent>
  readonly workspace?: LanguageWorkspace
}

/**
 * Help for writing composes. Knows no editor and no host: texts go in, plain data comes out, offsets are UTF-16 units.
 *
 * Every method answers for the text last given to `update`; for a file that was never given, as for an empty text.
 */
export interface LanguageService {
  /** Takes the text of a file. Nothing is read before somebody asks. */
  update(file: string, text: string): void
  /** Forgets a file. */
  close(file: string): void
  /** Replaces what composes can call, and reads manifests again. */
  setComponents(components: Iterable<KnownComponent>): void
  diagnostics(file: string): readonly Diagnostic[]
  completions(file: string, offset: number): CompletionList
  hover(file: string, offset: number): Hover | undefined
  definition(file: string, offset: number): Location | undefined
  /** Fixes for the problems that touch a range. */
  quickFixes(file: string, range: TextRange): readonly QuickFix[]
  /** Edits to the canonical layout; none when it has it, or cannot have it safely. */
  format(file: string): readonly TextEdit[]
  symbols(file: string): readonly DocumentSymbol[]
  /** What a run of the text would run; `undefined` while the text has errors. */
  composition(file: string): Composition | undefined
  renameTarget(file: string, offset: number): RenameTarget | undefined
  rename(file: string, offset: number, newName: string): Rename
  /** Pointer of the innermost step around an offset: how an editor's selection becomes a run's. */
  stepAt(file: string, offset: number): string | undefined
  /** The place of what a pointer names: how a run's selection becomes an editor's. */
  rangeOf(file: string, pointer: string): TextRange | undefined
}

/** Makes a service. It holds the last version of each text, and of each what has been read of it. */
export function createLanguageService(options: LanguageServiceOptions): LanguageService {
  return new ComposeLanguageService(options)
}

class ComposeLanguageService implements LanguageService {
  readonly #workspace: LanguageWorkspace
  readonly #texts = new Map<string, string>()
  readonly #documents = new Map<string, ComposeDocument>()
  readonly #readers = new Map<string, ChunkReader>()
  readonly #diagnostics = new WeakMap<ComposeDocument, readonly Diagnostic[]>()
  #registry: AnalyseOptions['registry']

  constructor({ components, workspace = {} }: LanguageServiceOptions) {
    this.#workspace = workspace
    this.#registry = catalogOf(components)
  }

  update(file: string, text: string): void {
    if (this.#texts.get(file) === text) return
    this.#texts.set(file, text)
    this.#documents.delete(file)
  }

  close(file: string): void {
    this.#texts.delete(file)
    this.#documents.delete(file)
    this.#readers.delete(file)
  }

  setComponents(components: Iterable<KnownComponent>): void {
    this.#registry = catalogOf(components)
    this.#documents.clear()
  }

  diagnostics(file: string): readonly Diagnostic[] {
    const document = this.#document(file)
    const known = this.#diagnostics.get(document) ?? diagnose(document)
    this.#diagnostics.set(document, known)
    return known
  }

  completions(file: string, offset: number): CompletionList {
    return complete(this.#document(file), offset)
  }

  hover(file: string, offset: number): Hover | undefined {
    return hoverAt(this.#document(file), offset)
  }

  definition(file: string, offset: number): Location | undefined {
    return definitionAt(this.#document(file), offset, this.#workspace)
  }

  quickFixes(file: string, range: TextRange): readonly QuickFix[] {
    return quickFixes(this.#document(file), this.diagnostics(file), range)
  }

  format(file: string): readonly TextEdit[] {
    return format(this.#document(file))
  }

  symbols(file: string): readonly DocumentSymbol[] {
    return symbolsOf(this.#document(file))
  }

  composition(file: string): Composition | undefined {
    return this.#document(file).parsed.composition
  }

  renameTarget(file: string, offset: number): RenameTarget | undefined {
    return renameTargetAt(this.#document(file), offset)
  }

  rename(file: string, offset: number, newName: string): Rename {
    return renameAt(this.#document(file), offset, newName)
  }

  stepAt(file: string, offset: number): string | undefined {
    return pointerAt(this.#document(file), offset)
  }

  rangeOf(file: string, pointer: string): TextRange | undefined {
    return rangeOfPointer(this.#document(file), pointer)
  }

  #document(file: string): ComposeDocument {
    const known = this.#documents.get(file)
    if (known !== undefined) return known
    const manifest = this.#workspace.readManifest?.(file)
    const options = {
      registry: this.#registry,
      context: manifest?.context,
      inputs: manifest?.inputs,
      inputSchema: manifest?.inputSchema,
      outputs: manifest?.outputs,
    }
    const reader = this.#readers.get(file) ?? new ChunkReader()
    this.#readers.set(file, reader)
    const document = new ComposeDocument(file, this.#texts.get(file) ?? '', options, reader)
    this.#documents.set(file, document)
    return document
  }
}
