/** A compose of so many steps, half of them loops around the others, that a person might have written. */
export function longCompose(steps: number): string {
  const loops = Array.from(
    { length: steps / 2 },
    (_, index) => `  - call: lcod://flow/foreach@1
    in:
      list: $.items${index}
      parallelism: 2
    collectPath: $.v
    out:
      items${index + 1}: results
    slots:
      body:
        - call: lcod://impl/echo@1
          in: { value: $slot.item }
          out: { v: val }
`,
  )
  return `compose:\n${loops.join('')}`
}
