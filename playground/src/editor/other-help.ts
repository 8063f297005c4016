import { autocompletion, type CompletionContext } from '@codemirror/autocomplete'
import type { Extension } from '@codemirror/state'
import type { App } from '../app/app.ts'
import { completeOther } from '../app/other-files.ts'
import { toCompletions } from './to-completions.ts'

/** Completion in descriptors and inputs. What it needs is loaded with the first of them. */
export function otherHelp(app: App, file: string): Extension {
  const complete = async (context: CompletionContext) => {
    const { state, pos } = context
    return toCompletions(await completeOther(file, state.doc.toString(), pos, app.language.manifestOf(file)), context)
  }
  return autocompletion({ override: [complete], icons: false })
}
