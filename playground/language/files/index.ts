/**
 * Help for the files around composes: checks and completion. An entry of its own: they need a validator of JSON schemas, which a page loads
 * when there is such a file.
 */
export { checkDescriptor } from './check-descriptor.ts'
export { checkInput, type DeclaredInputs } from './check-input.ts'
export { completeDescriptor } from './complete-descriptor.ts'
export { completeInput } from './complete-input.ts'
