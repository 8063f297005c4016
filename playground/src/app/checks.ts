import { computed, type ReadonlySignal, signal } from '@preact/signals'
import type { Diagnostic, QuickFix } from '../../language/index.ts'
import type { Workspace } from '../workspace/workspace.ts'
import type { ComposeDocument } from './document.ts'
import type { Language } from './language.ts'

/** What is wrong with the compose, and what can be done about it. */
export class Checks {
  readonly language: Language
  readonly problems: ReadonlySignal<readonly Diagnostic[]>
  readonly #compose: ComposeDocument
  /** Counts up when the components that a compose can call have changed. */
  readonly #known = signal(0)

  constructor(compose: ComposeDocument, language: Language) {
    this.language = language
    this.#compose = compose
    this.problems = computed(() => {
      this.#known.value
      const file = compose.path.value
      if (file === '') return []
      language.service.update(file, compose.text.value)
      return language.service.diagnostics(file)
    })
  }

  /** Reads the components of a project; they count from the next `refresh` on. */
  load(workspace: Workspace, project: string): Promise<void> {
    return this.language.load(workspace, project)
  }

  refresh(): void {
    this.#known.value++
  }

  fixesFor(problem: Diagnostic): readonly QuickFix[] {
    const fixes = this.language.service.quickFixes(this.#compose.path.peek(), problem.range)
    return fixes.filter(
      (fix) => fix.diagnostic.code === problem.code && fix.diagnostic.range.start === problem.range.start,
    )
  }
}
