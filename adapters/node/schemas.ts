import type { Ajv2020, ValidateFunction } from 'ajv/dist/2020.js'
import { KernelError } from '../../core/errors/kernel-error.ts'
import type { SchemaCheck, SchemasPort } from '../../core/host/schemas.ts'
import { own } from '../../core/values.ts'
import { loadAjv } from './load-ajv.ts'

/** JSON Schema 2020-12 by Ajv with the usual formats. Loaded by the first schema: it costs more than most runs. */
export function createNodeSchemas(): SchemasPort {
  let ajv: Ajv2020 | undefined
  return {
    compile(schema) {
      ajv ??= makeAjv()
      return toCheck(compile(ajv, schema))
    },
  }
}

function makeAjv(): Ajv2020 {
  const { Ajv, addFormats } = loadAjv()
  // Own properties only, as everywhere: `constructor` is no property that every object has.
  const ajv = new Ajv({ allErrors: true, strict: false, ownProperties: true, logger: false })
  addFormats(ajv)
  return ajv
}

function compile(ajv: Ajv2020, schema: unknown): ValidateFunction {
  if (typeof schema !== 'boolean' && (typeof schema !== 'object' || schema === null || Array.isArray(schema))) {
    throw new KernelError('invalid_schema', 'A schema must be an object or a boolean')
  }
  try {
    return ajv.compile(schema)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new KernelError('invalid_schema', `Invalid JSON Schema: ${reason}`, { cause })
  } finally {
    // Ajv remembers every schema object for good; the caller keeps the check, which is all that is needed.
    if (typeof schema === 'object' && !isOwnMetaSchema(schema)) ajv.removeSchema(schema)
  }
}

/** Removing a schema that carries the id of the meta-schema would take that away too. */
function isOwnMetaSchema(schema: object): boolean {
  const id = own(schema, '$id')
  return typeof id === 'string' && id.includes('//json-schema.org/')
}

function toCheck(validate: ValidateFunction): SchemaCheck {
  return (value) => {
    if (validate(value)) return []
    return (validate.errors ?? []).map(({ instancePath, keyword, message }) => ({
      path: instancePath,
      keyword,
      message: message ?? `must pass "${keyword}" keyword validation`,
    }))
  }
}
