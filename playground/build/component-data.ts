import type { ComponentInfo } from '../../core/run/component.ts'
import { standardComponents } from '../../core/standard-components.ts'

/**
 * What the page has to know of the kernel's components: their descriptions. Their code is in the worker alone, which
 * halves what the page loads.
 */
export function componentData(): ComponentInfo[] {
  return standardComponents.map(({ id, aliases, summary, ...component }) => {
    const { input, output, slots, needs } = {
      input: undefined,
      output: undefined,
      slots: undefined,
      needs: undefined,
      ...component,
    }
    return JSON.parse(JSON.stringify({ id, aliases, summary, input, output, slots, needs }))
  })
}
