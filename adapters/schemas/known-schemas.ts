import type { SchemaCheck } from '../../core/host/schemas.ts'
import { compose, conformanceCase, type KnownValidator } from './generated/known-schemas.js'

/** Checks a compose document, as `compose.schema.json` describes it. */
export const checkComposeDocument: SchemaCheck = toCheck(compose)

/** Checks a file of conformance cases, as `case.schema.json` describes it. */
export const checkConformanceFile: SchemaCheck = toCheck(conformanceCase)

function toCheck(validate: KnownValidator): SchemaCheck {
  return (value) => {
    if (validate(value)) return []
    return (validate.errors ?? []).map(({ instancePath, keyword, message = '' }) => ({
      path: instancePath,
      keyword,
      message,
    }))
  }
}
