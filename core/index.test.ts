import { expect, it } from 'vitest'
import * as core from './index.ts'

it('the public names of the core are these', () => {
  expect(Object.keys(core).sort()).toEqual([
    'ALL_PERMISSIONS',
    'DEFAULT_LIMITS',
    'ExecutionCancelledError',
    'KernelError',
    'RegistryScope',
    'RunTimeout',
    'Signal',
    'codeFrame',
    'compilePlan',
    'composeFromValue',
    'createKernel',
    'defineContract',
    'errorCatalog',
    'formatProblem',
    'invalidCompose',
    'lineColumn',
    'parseCompose',
    'planHash',
    'standardComponents',
  ])
})
