import { defineErrors } from './define-errors.ts'

/** Codes of what checking a compose against its components finds, beyond what reading it does. */
export const textLintProblems = defineErrors({
  unknown_component: {
    meaning: 'A step calls an id that nothing here has.',
    fix: 'Correct the id, or add the component.',
  },
  unknown_input: { meaning: 'A step gives an input that the component does not take.', fix: 'Correct or remove it.' },
  missing_input: { meaning: 'A step lacks an input that the component requires.', fix: 'Add the input.' },
  invalid_value: {
    meaning: 'A value does not fit what the component declares for the input.',
    fix: 'Write a value of the type, range or list that the message names.',
  },
  unknown_slot: { meaning: 'A step has a slot that the component never runs.', fix: 'Correct the name.' },
  missing_slot: { meaning: 'A step lacks a slot without which it means nothing.', fix: 'Add the slot.' },
  reversed_out: {
    meaning: 'An entry of `out` takes a field that the result does not have.',
    fix: 'Write `alias: field`: the key of the state first, then the field of the result.',
  },
  unknown_state_key: {
    meaning: 'A path reads a key that nothing puts into the state before.',
    fix: 'Correct the name, or write the key in an earlier step.',
  },
  unknown_slot_variable: {
    meaning: 'A path reads a slot variable that the operator around it does not provide.',
    fix: 'Use a variable that the operator provides.',
  },
  signal_outside_loop: {
    meaning: '`flow/break` or `flow/continue` stands outside of every loop of its compose.',
    fix: 'Move it into the body of a loop.',
  },
})

/** A code of a problem found while checking a compose against its components. */
export type TextLintCode = keyof typeof textLintProblems
