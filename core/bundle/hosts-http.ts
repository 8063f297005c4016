import type { Step } from '../compose/composition.ts'

/** Whether steps call the HTTP host, at any depth: what they are for is then to answer requests. */
export function hostsHttp(steps: readonly Step[]): boolean {
  return steps.some(
    ({ call, slots }) => /^(lcod:\/\/)?env\/http_host@/.test(call) || Object.values(slots).some(hostsHttp),
  )
}
