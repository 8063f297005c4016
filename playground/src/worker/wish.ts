import type { Permissions } from '../../../core/permissions/permissions.ts'

/** What a run wants and was not granted. */
export interface Wish {
  readonly kind: keyof Permissions
  readonly target: string
}

/** The permissions with one wish more. */
export function widen(permissions: Permissions, { kind, target }: Wish): Permissions {
  const grant = permissions[kind]
  if (grant === true) return permissions
  const listed = Array.isArray(grant) ? grant : []
  return { ...permissions, [kind]: [...listed, target] }
}
