import { defineErrors } from './define-errors.ts'

export const projectErrors = defineErrors({
  invalid_manifest: {
    meaning: 'The lcp.toml beside a compose cannot be read.',
    fix: 'Correct the file at the line that the message names.',
  },
  output_failed: {
    meaning: 'The result could not be written to standard output.',
    fix: 'Check where the output goes, for example that the disk is not full.',
  },
})
