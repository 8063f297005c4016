import { signal } from '@preact/signals'
import type { PermissionQuestion } from '../../../adapters/browser/kernel/worker-protocol.ts'
import type { Permissions } from '../../../core/permissions/permissions.ts'
import { widen } from '../worker/wish.ts'

/** For how long an answer counts. */
export type GrantScope = 'run' | 'project'

/** A question that waits for the user. */
export interface OpenQuestion {
  readonly question: PermissionQuestion
  answer(granted: boolean, scope: GrantScope): void
}

/** What runs may reach: asked once per wish, remembered per project while the page lives, and never for shared ones. */
export class PermissionDesk {
  /** Questions in the order they came; the first is shown. */
  readonly open = signal<readonly OpenQuestion[]>([])
  readonly #granted = new Map<string, Permissions>()

  /** What a project may reach without being asked: its own folder, and nothing for a shared one. */
  of(project: string, shared: boolean): Permissions {
    const own = shared ? {} : { read: [project === '' ? '/' : project], write: [`${project}/.lcod`] }
    return this.#granted.get(project) ?? own
  }

  /** @param withdrawn aborted when nobody waits for the answer any more: the question goes, and nothing is granted. */
  ask(project: string, shared: boolean, question: PermissionQuestion, withdrawn?: AbortSignal): Promise<boolean> {
    return new Promise((resolve) => {
      const entry: OpenQuestion = {
        question,
        answer: (granted, scope) => {
          this.open.value = this.open.value.filter((other) => other !== entry)
          if (granted && scope === 'project') {
            const wish = { kind: question.kind, target: question.value }
            this.#granted.set(project, widen(this.of(project, shared), wish))
          }
          resolve(granted)
        },
      }
      this.open.value = [...this.open.value, entry]
      withdrawn?.addEventListener('abort', () => entry.answer(false, 'run'), { once: true })
    })
  }

  /** The run is over: its questions are refused. */
  dismiss(): void {
    for (const question of this.open.value) question.answer(false, 'run')
  }
}
