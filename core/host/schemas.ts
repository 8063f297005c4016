export interface SchemaIssue {
  /** JSON pointer into the value: `/items/0`; empty for the value itself. */
  readonly path: string
  /** The keyword that failed: `required`, `type`. */
  readonly keyword: string
  /** Ajv's wording: `must be string`. */
  readonly message: string
}

export type SchemaCheck = (value: unknown) => readonly SchemaIssue[]

/** JSON Schema 2020-12. One error shape whatever validates. */
export interface SchemasPort {
  /** Prepares a schema. Throws KernelError `invalid_schema` when it is not one. */
  compile(schema: unknown): SchemaCheck
}
