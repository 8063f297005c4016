import { signal } from '@preact/signals'
import { nameOf, nameProblem, safePath } from '../workspace/paths.ts'

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

  /** Asks for a path in the workspace; `null` when the user does not want to give one. */
  async askPath(title: string, initial: string): Promise<string | null> {
    const check = (text: string) => {
      const path = safePath(text)
      return path === null ? 'That is not a path' : nameProblem(nameOf(path))
    }
    const answer = await this.ask({ title, text: 'Path in the workspace', accept: title, initial, check })
    return answer === null ? null : safePath(answer)
  }

  async confirm(title: string, text: string, accept: string): Promise<boolean> {
    return (await this.ask({ title, text, accept })) !== null
  }
}
