import data from 'virtual:examples'
import type { ExampleData } from '../../build/read-example.ts'

export type Example = Omit<ExampleData, 'expect' | 'expectError'>

/** The gallery, in the order in which the ideas build on each other. */
export const EXAMPLES: readonly Example[] = data
