import type { Runner } from './runner.ts'

/** How the last run ended, in a sentence. */
export function describeEnd(runner: Runner): string {
  const state = runner.state.peek()
  const { steps } = runner.model.peek()
  const count = `${steps.toLocaleString('en')} ${steps === 1 ? 'step' : 'steps'}`
  if (state.kind === 'done') return `The run is done: ${count}`
  if (state.kind === 'stopped') return `The run was stopped after ${count}`
  return state.kind === 'failed' ? `The run failed: ${state.error.message}` : ''
}
