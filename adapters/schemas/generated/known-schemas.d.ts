/** Ajv's code for one schema: `errors` is what the last call found. */
export interface KnownValidator {
  (value: unknown): boolean
  errors?: ReadonlyArray<{ instancePath: string; keyword: string; message?: string }> | null
}
export const compose: KnownValidator
export const conformanceCase: KnownValidator
