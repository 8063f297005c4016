import { KernelError } from '../../core/errors/kernel-error.ts'
import type { ScriptRequest } from '../../core/host/scripts.ts'
import type { GuestValue } from './guest-values.ts'
import type { Interpreter } from './interpreter.ts'
import { MAX_PROGRAMS } from './limits.ts'
import { parseThrown, SCRIPT_FILE, toolFile } from './reply.ts'

/** Lines that a compile error shows from either end of the source. */
const PREVIEW_LINES = 12
const PREVIEW_COLUMNS = 200

/** The compiled scripts of one sandbox, found by their text and that of their tools. */
export class Programs {
  readonly #programs = new Map<string, GuestValue>()
  readonly #keys = new WeakMap<object, string>()

  find(request: ScriptRequest): GuestValue | undefined {
    return this.#programs.get(this.#keyOf(request))
  }

  /** @throws {KernelError} `script_compile_failed`. */
  compile(request: ScriptRequest, interpreter: Interpreter): GuestValue {
    const program = interpreter.newProgram()
    define(interpreter, program, { mayLeak: mayAssignGlobals(request.source) }, request.source, SCRIPT_FILE, 'script')
    for (const { name, source, timeoutMs } of request.tools) {
      define(
        interpreter,
        program,
        { tool: name, timeoutMs, mayLeak: mayAssignGlobals(source) },
        source,
        toolFile(name),
        `tool "${name}"`,
      )
    }
    this.#programs.set(this.#keyOf(request), program)
    this.#forgetOldest(interpreter)
    return program
  }

  #keyOf({ source, tools }: ScriptRequest): string {
    if (tools.length === 0) return source
    let suffix = this.#keys.get(tools)
    if (suffix === undefined) {
      suffix = JSON.stringify(tools)
      this.#keys.set(tools, suffix)
    }
    return `${suffix}${source}`
  }

  #forgetOldest(interpreter: Interpreter): void {
    if (this.#programs.size <= MAX_PROGRAMS) return
    for (const [key, program] of this.#programs) {
      this.#programs.delete(key)
      interpreter.release(program)
      return
    }
  }
}

const DECLARATION = /\b(?:const|let|var)\s+[\w$]+\s*=(?!=)/g
const ASSIGNMENT =
  /(?:^|[^=!<>])=(?![=>])|<<=|>>=|\+\+|--|\b(?:globalThis|this|Object|Reflect)\b|\bfor\s*\(\s*[\w$]+\s+(?:of|in)\b/

/** Whether running this text can leave names on the global object; true when in doubt. */
export function mayAssignGlobals(source: string): boolean {
  return ASSIGNMENT.test(source.replace(DECLARATION, ' '))
}

interface Definition {
  readonly tool?: string
  readonly mayLeak: boolean
  readonly timeoutMs?: number | undefined
}

function define(
  interpreter: Interpreter,
  program: GuestValue,
  as: Definition,
  text: string,
  file: string,
  what: string,
): void {
  const source = text.trim().replace(/;$/, '')
  const compiled = interpreter.evaluate(`(${source}\n)`, file)
  if ('error' in compiled) {
    const reply = interpreter.enter('explain', '', compiled.error) ?? 'M'
    interpreter.release(compiled.error)
    if (reply === 'M') throw compileFailed(what, 'out of memory', source)
    const { head, message, stack } = parseThrown(reply.slice(1))
    throw compileFailed(what, head ?? message, source, positionIn(stack, file))
  }
  const reply = interpreter.enter('define', JSON.stringify(as), compiled.value, program) ?? 'M'
  interpreter.release(compiled.value)
  if (reply[0] === 'N') throw compileFailed(what, `it must be a function, found ${reply.slice(1)}`, source)
  if (reply[0] === 'M') throw compileFailed(what, 'out of memory', source)
}

/** @param position where in the source, counted from 1. */
export function compileFailed(
  what: string,
  reason: string,
  source: string,
  position?: { readonly line: number; readonly column: number },
): KernelError {
  const at = position === undefined ? '' : ` (line ${position.line}, column ${position.column})`
  const message = `Failed to compile ${what}: ${reason}${at}\n${preview(source)}`
  return new KernelError('script_compile_failed', message, position === undefined ? {} : { data: position })
}

function preview(source: string): string {
  const lines = source.split('\n')
  if (lines.length <= PREVIEW_LINES * 2) return lines.map(cutLine).join('\n')
  const left = `... ${lines.length - PREVIEW_LINES * 2} more lines ...`
  return [...lines.slice(0, PREVIEW_LINES), left, ...lines.slice(-PREVIEW_LINES)].map(cutLine).join('\n')
}

function cutLine(line: string): string {
  return line.length > PREVIEW_COLUMNS ? `${line.slice(0, PREVIEW_COLUMNS)}...` : line
}

function positionIn(stack: string, file: string): { line: number; column: number } | undefined {
  const start = stack.indexOf(`${file}:`)
  const found = start < 0 ? null : /^(\d+):(\d+)/.exec(stack.slice(start + file.length + 1))
  if (found === null) return undefined
  const line = Number(found[1])
  return { line, column: Number(found[2]) - (line === 1 ? 1 : 0) }
}
