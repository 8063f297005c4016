import { computed, effect, type Signal, signal } from '@preact/signals'
import type { PermissionQuestion } from '../../../adapters/browser/kernel/worker-protocol.ts'
import { readTrace } from '../../../core/trace/formats/read-trace.ts'
import { describeEnd } from '../run/describe-end.ts'
import { type Recording, recordingRequest } from '../run/recording.ts'
import { Runner } from '../run/runner.ts'
import { Selection } from '../run/selection.ts'
import { TraceModel } from '../trace/trace-model.ts'
import { autoRun } from './auto-run.ts'
import type { OpenProject } from './open-project.ts'
import { PermissionDesk } from './permissions.ts'
import type { Session } from './session.ts'
import type { Settings } from './settings.ts'

export interface RunsOptions {
  readonly session: Session
  readonly project: OpenProject
  readonly settings: Settings
  /** Whether another page shows this one. */
  readonly isFramed: boolean
  readonly nextFrame: (callback: () => void) => void
  readonly tell: (message: unknown) => void
  /** A run was asked for while the compose has errors. */
  readonly onBroken: () => void
}

/** Runs of the open project: what they may reach, what is seen of them, and where in them the reader is. */
export class Runs {
  readonly runner: Runner
  readonly selection: Selection
  readonly desk = new PermissionDesk()
  /** Steps of called components are found as they run; counts up when the tree has grown. */
  readonly discovered = signal(0)
  readonly recording: Signal<Recording> = signal('bounded')
  readonly #options: RunsOptions
  readonly #project: OpenProject
  #discoveredPlaces = 0

  constructor(options: RunsOptions) {
    this.#options = options
    this.#project = options.project
    this.runner = new Runner({
      nextFrame: options.nextFrame,
      ask: (question, withdrawn) => this.#ask(question, withdrawn),
    })
    this.selection = new Selection(() => this.runner.model.value)
    effect(() => {
      this.runner.version.value
      this.#discover()
      this.selection.moveToHead()
    })
    const { compose, inputText } = this.#project
    autoRun({
      isWanted: options.settings.autoRun,
      path: compose.path,
      texts: computed(() => [compose.text.value, inputText.value]),
      isRunning: computed(() => this.runner.state.value.kind === 'running'),
      isRunnable: () => this.#project.input.peek().value !== undefined && !this.#isBroken(),
      run: () => void this.run().catch(options.tell),
    })
  }

  async run(): Promise<void> {
    const { session, settings, tell } = this.#options
    const project = this.#project
    const input = project.input.peek()
    const file = project.compose.path.peek()
    if (file === '' || this.runner.state.peek().kind === 'running') return
    if (input.value === undefined) return tell(input.problem)
    if (this.#isBroken()) return this.#options.onBroken()
    await project.save()
    this.forget()
    const corsProxy = settings.corsProxy.peek()
    await this.runner.run(session.client, {
      text: project.compose.text.peek(),
      file,
      input: input.value,
      permissions: this.desk.of(project.folder.peek(), session.isReadOnly),
      ...recordingRequest(this.recording.peek()),
      ...(corsProxy === '' ? {} : { corsProxy }),
    })
    this.desk.dismiss()
    await session.workspace.refresh()
    tell(describeEnd(this.runner))
  }

  /**
   * Shows a recorded run, given as JSON lines; lines that are no events are passed over.
   *
   * @returns whether there was an event.
   */
  show(lines: string): boolean {
    const { events } = readTrace(lines.split('\n'))
    if (events.length === 0) return false
    if (this.runner.state.peek().kind === 'running') throw new Error('A run is under way: stop it first')
    this.forget()
    // Events are found by their numbers: a trace that lacks some is numbered anew.
    const numbered = events.map((event, seq) => (event.seq === seq ? event : { ...event, seq }))
    this.runner.show(TraceModel.of(numbered), this.#project.compose.path.value)
    return true
  }

  /** Forgets the last run; one that is under way goes on. */
  forget(): void {
    this.#discoveredPlaces = 0
    this.selection.reset()
    if (this.runner.state.peek().kind !== 'running')
      this.runner.show(new TraceModel(), this.#project.compose.path.peek())
  }

  /** A page around this one could lay something over the question, and have it answered unseen. */
  #ask(question: PermissionQuestion, withdrawn: AbortSignal): Promise<boolean> {
    const { session, isFramed, tell } = this.#options
    if (!isFramed) return this.desk.ask(this.#project.folder.value, session.isReadOnly, question, withdrawn)
    tell('Inside another page a run is granted nothing: open it in the playground')
    return Promise.resolve(false)
  }

  #isBroken(): boolean {
    const { checks } = this.#project
    checks.catchUp()
    return checks.problems.peek().some((problem) => problem.severity === 'error')
  }

  #discover(): void {
    const { places } = this.runner.model.peek()
    const tree = this.#project.compose.tree.peek()
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
