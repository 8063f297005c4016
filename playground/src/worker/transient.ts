/** Workspaces of this name are kept nowhere: shared projects are looked at in one. */
export const TRANSIENT = 'transient'
