import { signal } from '@preact/signals'

/** A question that the page asks before it goes on. */
export interface Question {
  readonly title: string
  readonly text: string
  readonly accept: string
  /** Text to start from, when a text is asked for. */
  readonly initial?: string
  /** Why the text will not do; `null` when it will. */
  readonly check?: (text: string) => string | null
  /** `null`: the user does not want to. */
  readonly answer: (text: string | null) => void
}

/** Asks one thing at a time. */
export class Questions {
  readonly open = signal<Question | null>(null)

  ask(question: Omit<Question, 'answer'>): Promise<string | null> {
    this.open.peek()?.answer(null)
    return new Promise((resolve) => {
      this.open.value = {
        ...question,
        answer: (text) => {
          this.open.value = null
          resolve(text)
        },
      }
    })
  }
}
