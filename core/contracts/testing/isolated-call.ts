import type { OperatorCall } from '../../run/call.ts'

/**
 * A call without a world: every member that is not given fails when it is touched. For unit tests of contracts, where
 * it proves that a pure contract is pure.
 */
export function isolatedCall(given: Partial<OperatorCall> = {}): OperatorCall {
  const members = new Map<PropertyKey, unknown>(Object.entries(given))
  const call = new Proxy(given, {
    get(_, member) {
      if (!members.has(member))
        throw new Error(`The contract used "${String(member)}", which this test does not provide`)
      return members.get(member)
    },
  })
  // The proxy answers for every member, which its target's type cannot say.
  return call as OperatorCall
}
