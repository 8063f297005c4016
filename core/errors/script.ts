import { defineErrors } from './define-errors.ts'

export const scriptErrors = defineErrors({
  script_compile_failed: {
    meaning: 'The script source is not a function expression.',
    fix: 'Correct the source at the place shown.',
  },
  script_timeout: { meaning: 'The script used up its time or fuel.', fix: 'Make it do less or raise timeoutMs.' },
  script_memory_exceeded: { meaning: 'The script used up its memory.', fix: 'Handle less data at once.' },
  script_stack_exceeded: {
    meaning: 'Calls of the script, or values it works on, were nested too deeply for the sandbox.',
    fix: 'Use a loop in place of recursion, and flatter values.',
  },
  script_sandbox_lost: {
    meaning: 'The sandbox broke under the script: by another script of the run while this one waited, or by itself.',
    fix: 'Correct the script that ran out of time, memory or depth, or run the two one after the other.',
  },
  script_result_not_serialisable: {
    meaning: 'The script returned something that is not JSON, such as a cycle.',
    fix: 'Return plain JSON values.',
  },
  script_limit_exceeded: {
    meaning: 'A value that crosses the sandbox border is too large or too deep.',
    fix: 'Pass less data, or a stream.',
  },
})
