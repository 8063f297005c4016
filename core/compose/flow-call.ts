/**
 * Whether `call` names the flow operator, whatever its version: `lcod://flow/try@1`, `flow/try@1` (engine.md 4.6), `lcod://flow/try`.
 */
export function isFlowCall(call: unknown, operator: string): boolean {
  if (typeof call !== 'string') return false
  const id = call.startsWith('lcod://') ? call.slice('lcod://'.length) : call
  const path = `flow/${operator}`
  return id === path || id.startsWith(`${path}@`)
}

/** The slot that a list under `slots` stands for (engine.md 2.2). */
export function defaultSlotOf(call: unknown): string {
  return isFlowCall(call, 'parallel') ? 'tasks' : 'body'
}
