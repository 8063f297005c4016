import { describe } from 'vitest'
import { eachCase } from './each-case.ts'
import { memoryHosts } from './hosts.ts'

// Nobody listens in most runs, and the engine then leaves out all that makes events: the results must not change.
describe('without an observer', () => {
  eachCase(memoryHosts, { observe: false })
})
