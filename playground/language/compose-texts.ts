import type { AnalyseOptions } from '../../core/analysis/analyse.ts'
import type { Composition } from '../../core/compose/composition.ts'
import type { TextRange } from '../../core/compose/source-node.ts'
import type { Manifest } from '../../core/manifest/read-manifest.ts'
import { catalogOf, type KnownComponent } from './catalog.ts'
import { diagnose } from './diagnostics/diagnose.ts'
import type { Diagnostic } from './diagnostics/diagnostic.ts'
import { ChunkReader } from './document/chunk-reader.ts'
import { ComposeDocument } from './document/compose-document.ts'
import type { FindComponent } from './navigation/definition.ts'
import { pointerAt, rangeOfPointer } from './navigation/step-places.ts'

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
 * What composes say, and what is wrong with them.
 *
 * Every method answers for the text last given to `update`; for a file that was never given, as for an empty text.
 */
export interface ComposeTexts {
  /** Takes the text of a file. Nothing is read before somebody asks. */
  update(file: string, text: string): void
  /** Forgets a file. */
  close(file: string): void
  /** Replaces what composes can call, and reads manifests again. */
  setComponents(components: Iterable<KnownComponent>): void
  diagnostics(file: string): readonly Diagnostic[]
  /** What a run of the text would run; `undefined` while the text has errors. */
  composition(file: string): Composition | undefined
  /** Pointer of the innermost step around an offset: how an editor's selection becomes a run's. */
  stepAt(file: string, offset: number): string | undefined
  /** The place of what a pointer names: how a run's selection becomes an editor's. */
  rangeOf(file: string, pointer: string): TextRange | undefined
}

/** Texts as the help for writing reads them. */
export interface ReadTexts extends ComposeTexts {
  readonly workspace: LanguageWorkspace
  /** What has been read of a text. */
  document(file: string): ComposeDocument
}

/**
 * Takes texts and checks them: the part of the language service that a page needs at once. It holds the last version of each
 * text, and of each what has been read of it.
 */
export function createComposeTexts({ components, workspace = {} }: LanguageServiceOptions): ReadTexts {
  return new Texts(components, workspace)
}

class Texts implements ReadTexts {
  readonly workspace: LanguageWorkspace
  readonly #texts = new Map<string, string>()
  readonly #documents = new Map<string, ComposeDocument>()
  readonly #readers = new Map<string, ChunkReader>()
  readonly #diagnostics = new WeakMap<ComposeDocument, readonly Diagnostic[]>()
  #registry: AnalyseOptions['registry']

  constructor(components: Iterable<KnownComponent>, workspace: LanguageWorkspace) {
    this.workspace = workspace
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
    const document = this.document(file)
    const known = this.#diagnostics.get(document) ?? diagnose(document)
    this.#diagnostics.set(document, known)
    return known
  }

  composition(file: string): Composition | undefined {
    return this.document(file).parsed.composition
  }

  stepAt(file: string, offset: number): string | undefined {
    return pointerAt(this.document(file), offset)
  }

  rangeOf(file: string, pointer: string): TextRange | undefined {
    return rangeOfPointer(this.document(file), pointer)
  }

  document(file: string): ComposeDocument {
    const known = this.#documents.get(file)
    if (known !== undefined) return known
    const manifest = this.workspace.readManifest?.(file)
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
