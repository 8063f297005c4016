import { standardComponents } from '../../core/standard-components.ts'
import type { DescribedComponent } from '../src/worker/parts/described-component.ts'
import { PARTS } from '../src/worker/parts/parts.ts'
import { PRESENT } from '../src/worker/parts/present.ts'

/**
 * What is known of the kernel's components without their code: all that the page needs, and with the part that each is in
 * enough for the worker to load the code when it is called.
 *
 * @throws {Error} when a component is neither present nor in a part.
 */
export async function componentData(): Promise<DescribedComponent[]> {
  const present = new Set(PRESENT.map(({ id }) => id))
  const partOf = new Map<string, string>()
  for (const [part, load] of Object.entries(PARTS)) {
    for (const { id } of await load()) if (!present.has(id)) partOf.set(id, part)
  }
  return standardComponents.map((component) => {
    const { kind: _kind, run: _run, example: _example, ...info } = { run: null, example: null, ...component }
    const part = partOf.get(info.id)
    if (part === undefined && !present.has(info.id)) throw new Error(`"${info.id}" is in no part of the kernel`)
    return JSON.parse(JSON.stringify({ ...info, part }))
  })
}
