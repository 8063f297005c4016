import { createRequire } from 'node:module'
import type { Ajv2020 } from 'ajv/dist/2020.js'
import type { FormatsPlugin } from 'ajv-formats'

/** Loads the validator, at once and when it is asked for. Applications carry it themselves: `scripts/apps/app-builds.ts`. */
export function loadAjv(): { readonly Ajv: typeof Ajv2020; readonly addFormats: FormatsPlugin } {
  const require = createRequire(import.meta.url)
  const { Ajv2020: Ajv } = require('ajv/dist/2020.js') as typeof import('ajv/dist/2020.js')
  const { default: formats } = require('ajv-formats') as typeof import('ajv-formats')
  return { Ajv, addFormats: formats.default }
}
