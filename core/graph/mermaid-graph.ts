import type { Composition, Step } from '../compose/composition.ts'

/**
 * Draws a compose as a Mermaid flowchart: a node per step labelled with what it calls, an arrow to the next step, and a
 * box per slot with the slot's steps, joined to its step by a dotted arrow. Deterministic: the same compose, the same text.
 *
 * @returns the text of the chart, ending with a line break; an empty compose has its start and nothing else.
 *
 * Spec: none, ours.
 */
export function mermaidGraph(composition: Composition): string {
  const lines = ['flowchart TD', '  start([start])']
  drawSteps(composition.steps, 's', '  ', lines, 'start')
  return `${lines.join('\n')}\n`
}

/** Draws a list of steps; `before` is the node that leads to the first of them. */
function drawSteps(
  steps: readonly Step[],
  prefix: string,
  indent: string,
  lines: string[],
  before: string | undefined,
): void {
  let previous = before
  for (const [index, step] of steps.entries()) {
    const node = `${prefix}${index}`
    lines.push(`${indent}${node}["${escapeLabel(shortId(step.call))}"]`)
    if (previous !== undefined) lines.push(`${indent}${previous} --> ${node}`)
    drawSlots(step, node, indent, lines)
    previous = node
  }
}

function drawSlots(step: Step, node: string, indent: string, lines: string[]): void {
  for (const [index, [name, steps]] of Object.entries(step.slots).entries()) {
    const box = `${node}_${index}`
    lines.push(`${indent}subgraph ${box}["${escapeLabel(name)}"]`)
    if (steps.length === 0) lines.push(`${indent}  ${box}_none(["empty"])`)
    drawSteps(steps, `${box}_`, `${indent}  `, lines, undefined)
    lines.push(`${indent}end`, `${indent}${node} -.-> ${box}`)
  }
}

function shortId(id: string): string {
  return id.replace(/^lcod:\/\//, '')
}

/** Mermaid reads entities in quoted labels; quotes and markup must not end or change them. */
function escapeLabel(text: string): string {
  return text.replace(/[&"<>#\r\n]/g, (character) => `#${character.charCodeAt(0)};`)
}
