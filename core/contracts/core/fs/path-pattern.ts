import { KernelError } from '../../../errors/kernel-error.ts'
import { type CharacterTest, type PatternPart, parsePattern } from './parse-pattern.ts'

/** Longest pattern; matching costs at most this times the length of the path. */
const MAX_LENGTH = 1000

/** One state of the matcher: reads a character, or leads on without one. */
type Instruction =
  | { readonly kind: 'read'; readonly accepts: CharacterTest }
  | { readonly kind: 'jump'; readonly targets: number[] }
  | { readonly kind: 'end' }

/**
 * Prepares a path pattern. The returned function tells whether a `/`-separated relative path fits as a whole.
 *
 * `*` stands for any characters of one name, `?` for one, `**` as a whole name for any number of folders (none
 * included), `[a-z]` and `[!a-z]` for one of a set, `{a,b}` for alternatives; `\` takes the next character as it is.
 * Names that begin with a dot are nothing special. What is not closed stands for itself.
 *
 * All possibilities are followed side by side, so that no pattern takes more than linear time.
 *
 * @throws {KernelError} `invalid_input` for a pattern of more than 1000 characters.
 * Spec: none, ours; contracts.md 1.8 asks for "minimatch style".
 */
export function compilePathPattern(pattern: string): (path: string) => boolean {
  if (pattern.length > MAX_LENGTH) {
    throw new KernelError('invalid_input', `pattern must be at most ${MAX_LENGTH} characters long`, {
      data: { input: 'pattern', length: pattern.length },
    })
  }
  const program: Instruction[] = []
  emit(program, parsePattern(pattern))
  program.push({ kind: 'end' })
  return (path) => matches(program, path)
}

function emit(program: Instruction[], parts: readonly PatternPart[]): void {
  for (const part of parts) {
    switch (part.kind) {
      case 'one':
        program.push({ kind: 'read', accepts: part.accepts })
        break
      case 'many': {
        // jump(read, past); read; back to the jump
        const start = program.length
        const past: number[] = [start + 1]
        program.push({ kind: 'jump', targets: past })
        emit(program, part.parts)
        program.push({ kind: 'jump', targets: [start] })
        past.push(program.length)
        break
      }
      case 'either': {
        const starts: number[] = []
        const end: number[] = []
        program.push({ kind: 'jump', targets: starts })
        for (const choice of part.choices) {
          starts.push(program.length)
          emit(program, choice)
          program.push({ kind: 'jump', targets: end })
        }
        end.push(program.length)
        break
      }
    }
  }
}

function matches(program: readonly Instruction[], path: string): boolean {
  /** Step at which a state was last entered, so that each is entered once per step. */
  const entered = new Int32Array(program.length).fill(-1)
  let step = 0
  let current: number[] = []
  enter(0, current)
  for (const character of path) {
    step++
    const next: number[] = []
    for (const state of current) {
      const instruction = program[state]!
      if (instruction.kind === 'read' && instruction.accepts(character)) enter(state + 1, next)
    }
    if (next.length === 0) return false
    current = next
  }
  return current.some((state) => program[state]!.kind === 'end')

  function enter(first: number, states: number[]): void {
    const waiting = [first]
    for (let state = waiting.pop(); state !== undefined; state = waiting.pop()) {
      if (entered[state] === step) continue
      entered[state] = step
      const instruction = program[state]!
      if (instruction.kind === 'jump') waiting.push(...instruction.targets)
      else states.push(state)
    }
  }
}
