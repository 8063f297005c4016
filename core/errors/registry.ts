import { defineErrors } from './define-errors.ts'

export const registryErrors = defineErrors({
  component_not_found: {
    meaning: 'No component of that id is registered, bound or loadable.',
    fix: 'Check the id, or add the folder that holds the component.',
  },
  contract_unbound: { meaning: 'The contract has no implementation here.', fix: 'Bind one with bindings or --bind.' },
  implementation_not_registered: {
    meaning: 'The contract is bound to an id that no component has.',
    fix: 'Register the implementation or correct the binding.',
  },
  binding_cycle: { meaning: 'Bindings lead back to where they began.', fix: 'Remove one of them.' },
})
