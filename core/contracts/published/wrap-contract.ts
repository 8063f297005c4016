import { type Dict, hasOwn, isDict } from '../../values.ts'
import type { Contract } from '../define-contract.ts'

/**
 * A published component that does what a contract does: undeclared inputs do not reach the contract, and each of its
 * outputs is there, null where the contract gave none.
 *
 * Spec: contracts.md 0.3, 3.2, 3.3.
 */
export function wrapContract(id: string, contract: Contract): Contract {
  const inputs = Object.keys(propertiesOf(contract.input))
  const properties = propertiesOf(contract.output)
  const outputs = Object.keys(properties)
  const { aliases: _aliases, example: _example, ...info } = contract
  const project = (result: unknown): Dict => {
    const given = isDict(result) ? result : {}
    return Object.fromEntries(outputs.map((name) => [name, given[name] ?? null]))
  }
  return {
    ...info,
    id,
    output: { type: 'object', required: outputs, properties },
    run(input, call) {
      const declared = inputs.filter((name) => hasOwn(input, name))
      const result = contract.run(Object.fromEntries(declared.map((name) => [name, input[name]])), call)
      return result instanceof Promise ? result.then(project) : project(result)
    },
  }
}

function propertiesOf(schema: Contract['input']): Dict {
  return isDict(schema['properties']) ? schema['properties'] : {}
}
