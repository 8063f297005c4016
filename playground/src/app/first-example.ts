import data from 'virtual:first-example'
import type { Example } from './examples.ts'

/** What a first visitor sees. The others are loaded with the gallery. */
export const FIRST_EXAMPLE: Example = data
