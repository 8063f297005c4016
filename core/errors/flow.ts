import { defineErrors } from './define-errors.ts'

export const flowErrors = defineErrors({
  flow_throw: { meaning: 'flow/throw was reached without a code.', fix: 'Read the message the compose gave.' },
  flow_signal_outside_loop: {
    meaning: 'flow/break or flow/continue was reached outside a loop, or across a component boundary.',
    fix: 'Move it into the body of a foreach or while of the same compose.',
  },
  flow_foreach_invalid_list: {
    meaning: 'flow/foreach got something that is not a list or a stream.',
    fix: 'Pass an array as list, or a stream handle as stream.',
  },
  flow_while_max_iterations: {
    meaning: 'flow/while wanted more turns than maxIterations.',
    fix: 'Correct the condition or raise maxIterations.',
  },
  flow_while_invalid_state: { meaning: 'flow/while got a state that is not an object.', fix: 'Pass an object.' },
  flow_while_invalid_max_iterations: {
    meaning: 'flow/while got a maxIterations that is not a non-negative integer.',
    fix: 'Pass a whole number, 0 for no limit.',
  },
  flow_while_invalid_condition: {
    meaning: 'The condition slot gave neither a decision nor an object with one.',
    fix: 'Write continue, cond or value in the condition slot.',
  },
  flow_parallel_invalid_parallelism: {
    meaning: 'flow/parallel got a parallelism that is not a positive integer.',
    fix: 'Pass a whole number of at least 1, or leave it out.',
  },
})
