import type { ScriptOutcome } from '../host/scripts.ts'
import { type Dict, isAbsent, isDict } from '../values.ts'

/**
 * What a script step gives: the script's value with its messages, or a failure as a value.
 *
 * Spec: engine.md 6.6, 6.8.
 */
export function toStepResult(outcome: ScriptOutcome): unknown {
  return outcome.ok ? withMessages(outcome.value, outcome.messages) : failed(outcome)
}

function withMessages(text: string | undefined, messages: readonly string[]): unknown {
  const value: unknown = text === undefined ? undefined : JSON.parse(text)
  if (messages.length === 0) return value
  if (!isDict(value)) return { result: value, messages: [...messages] }
  const { messages: own } = value
  const before: unknown[] = Array.isArray(own) ? own : isAbsent(own) ? [] : [own]
  return { ...value, messages: [...before, ...messages] }
}

function failed({ code, message, stack, messages }: Extract<ScriptOutcome, { readonly ok: false }>): Dict {
  const result: Dict = { success: false, messages: [message] }
  if (messages.length > 0) result['logs'] = [...messages]
  if (code === undefined) result['error'] = stack
  else result['code'] = code
  return result
}
