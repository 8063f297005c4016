import { Annotation } from '@codemirror/state'

/** Marks changes that come from the app and not from the user. */
export const fromApp = Annotation.define<boolean>()
