import type { StepPlace } from '../../../core/kernel-api.ts'
import type { Wish } from './wish.ts'

/** Whether a wish is granted. What several steps want at once is asked for the first of them. */
export type Ask = (wish: Wish, place: StepPlace | undefined, withdrawn: AbortSignal) => Promise<boolean>

/** A question, and how many steps wait for its answer. */
interface Question {
  readonly answer: Promise<boolean>
  readonly withdraw: () => void
  waiting: number
}

/**
 * The questions of one run: none is asked twice, since steps at once often want the same. A step that is cancelled waits
 * no longer, and a question that nobody waits for is taken back: what it would have allowed must not happen any more.
 */
export class OpenQuestions {
  readonly #ask: Ask
  readonly #questions = new Map<string, Question>()

  /** @param ask a question that fails grants nothing. */
  constructor(ask: Ask) {
    this.#ask = ask
  }

  /**
   * @param onGranted called once for a wish that is granted, before the steps that wait for it go on.
   * @throws {ExecutionCancelledError} when the step is cancelled before there is an answer.
   */
  async isGranted(wish: Wish, place: StepPlace | undefined, onGranted: () => void): Promise<boolean> {
    const key = `${wish.kind}:${wish.target}`
    const question = this.#questions.get(key) ?? this.#open(key, wish, place, onGranted)
    let release: (() => void) | undefined
    const cancelled = new Promise<never>((_resolve, reject) => {
      release = place?.onCancel(reject)
    })
    question.waiting++
    try {
      return await Promise.race([question.answer, cancelled])
    } finally {
      release?.()
      question.waiting--
      if (question.waiting === 0) question.withdraw()
    }
  }

  #open(key: string, wish: Wish, place: StepPlace | undefined, onGranted: () => void): Question {
    const controller = new AbortController()
    let isAnswered = false
    const answer = this.#ask(wish, place, controller.signal).then(
      (yes) => {
        isAnswered = true
        if (yes && !controller.signal.aborted) onGranted()
        return yes
      },
      () => {
        isAnswered = true
        return false
      },
    )
    const withdraw = () => {
      if (isAnswered) return
      this.#questions.delete(key)
      controller.abort()
    }
    const question: Question = { answer, withdraw, waiting: 0 }
    this.#questions.set(key, question)
    return question
  }
}
