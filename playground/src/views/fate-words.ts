import { shortCall } from '../plan/describe-step.ts'
import type { ErrorFate } from '../run/error-fate.ts'
import type { TraceModel } from '../trace/trace-model.ts'

/** What became of an error, in a few words that follow "failed"; empty when it is not known. */
export function fateWords(model: TraceModel, fate: ErrorFate): string {
  switch (fate.kind) {
    case 'caught':
      return `caught by ${shortCall(model.placeOf(fate.by).call)}`
    case 'ended':
      return 'ended the run'
    case 'retried':
      return `tried again by ${shortCall(model.placeOf(fate.by).call)}`
    case 'replaced':
      return `gave way to another error of ${shortCall(model.placeOf(fate.by).call)}`
    case 'unknown':
      return ''
  }
}
