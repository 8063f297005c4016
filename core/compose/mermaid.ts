import type { Composition, Step } from './composition.ts'

/**
 * The composition as a Mermaid flowchart: a node per step, in order, and a subgraph per slot.
 *
 * Node ids are numbers of our own, and every character of a call or slot name that Mermaid could read as syntax or
 * HTML is written as an entity, so the text of a compose stays text.
 *
 * @returns text with a final line break; a lone node `empty` for a composition without steps.
 */
export function composeToMermaid(composition: Composition): string {
  const writer = new FlowchartWriter()
  writer.writeSteps(composition.steps)
  return `${writer.lines.join('\n')}\n`
}

class FlowchartWriter {
  readonly lines = ['flowchart TD']
  #nodes = 0
  #groups = 0
  #depth = 1

  writeSteps(steps: readonly Step[]): void {
    if (steps.length === 0) this.#write(`n${++this.#nodes}([empty])`)
    let previous: string | undefined
    for (const step of steps) {
      const id = this.#writeStep(step)
      if (previous !== undefined) this.#write(`${previous} --> ${id}`)
      previous = id
    }
  }

  #writeStep(step: Step): string {
    const id = `n${++this.#nodes}`
    const call = step.call.startsWith('lcod://') ? step.call.slice('lcod://'.length) : step.call
    const [open, close] = call.startsWith('flow/') ? ['{{', '}}'] : ['[', ']']
    this.#write(`${id}${open}"${entities(call)}"${close}`)
    for (const [name, steps] of Object.entries(step.slots)) this.#writeSlot(id, name, steps)
    return id
  }

  #writeSlot(owner: string, name: string, steps: readonly Step[]): void {
    const id = `g${++this.#groups}`
    this.#write(`subgraph ${id}["${entities(name)}"]`)
    this.#depth++
    this.writeSteps(steps)
    this.#depth--
    this.#write('end')
    this.#write(`${owner} -.-> ${id}`)
  }

  #write(line: string): void {
    this.lines.push('  '.repeat(this.#depth) + line)
  }
}

/** Text for a Mermaid label in quotes; an empty one would not parse. */
function entities(text: string): string {
  if (text === '') return ' '
  return text.replace(/[^\p{L}\p{N} @./_-]/gu, (char) => `#${char.codePointAt(0)};`)
}
