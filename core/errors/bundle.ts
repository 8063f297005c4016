import { defineErrors } from './define-errors.ts'

export const bundleErrors = defineErrors({
  bundle_invalid: {
    meaning: 'A bundle is not whole: it lacks a file, or holds one that its lock does not know.',
    fix: 'Make it again with `lcod assemble`.',
  },
  asset_invalid: {
    meaning: 'An entry of `assets` in resolve.config.json cannot be taken into a bundle.',
    fix: 'Name files and folders inside the project, without links and hidden names.',
  },
  app_kernel_missing: {
    meaning: 'The kernel that applications are made with is not beside the command.',
    fix: 'Install the package again; in a checkout, run `npm run build`.',
  },
})
