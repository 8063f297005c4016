import { apiSource, globalsSource } from './api.ts'
import { inspectSource } from './inspect.ts'
import { lockdownSource } from './lockdown.ts'
import { textCodingSource } from './text-coding.ts'
import { urlSource } from './url.ts'

/** Names of the host functions, in the order in which the prelude takes them. */
export const HOST_FUNCTIONS = ['call', 'slot', 'log', 'console', 'settle', 'tool', 'url', 'world'] as const

/** The guest functions that the host calls. */
export const GUEST_OPERATIONS = ['start', 'deliver', 'newProgram', 'define', 'drop', 'explain'] as const

/** The file name that the prelude is evaluated under. */
export const PRELUDE_FILE = 'lcod-prelude.js'

/** Intrinsics by the names under which every part of the prelude knows them. */
const INTRINSICS = `
    $stringify: JSON.stringify, $parse: JSON.parse, $apply: Reflect.apply, $defineProperty: Object.defineProperty,
    $getPrototypeOf: Object.getPrototypeOf, $freeze: Object.freeze, $keys: Object.keys, $create: Object.create,
    $entries: Object.entries, $getOwnPropertyDescriptor: Object.getOwnPropertyDescriptor, $isArray: Array.isArray,
    $fromCodePoint: String.fromCodePoint, $Promise: Promise, $then: Promise.prototype.then, $Error: Error,
    $InternalError: InternalError, $String: String, $Boolean: Boolean, $Uint8Array: Uint8Array, $parseInt: parseInt,
    $isNaN: isNaN, $encodeURIComponent: encodeURIComponent, $TypeError: TypeError, $RangeError: RangeError, $Map: Map,
    $Set: Set, $Date: Date, $RegExp: RegExp, $ArrayBuffer: ArrayBuffer, $iterator: Symbol.iterator`
const NAMES = [...INTRINSICS.matchAll(/\$\w+(?=:)/g)].map(([name]) => name).join(', ')

/**
 * The script that prepares a fresh context, once: an expression that evaluates to a function of the setup's JSON and
 * the host functions, which returns a function from the name of an operation to the operation.
 *
 * Everything is captured before any script runs, so that no script can change what the border does. Parts that few
 * scripts use are in the setup as texts and compiled on first use, because compiling is most of what a fresh
 * context costs.
 */
export const preludeSource = `(function (setup, $hostCall, $hostSlot, $hostLog, $hostConsole, $hostSettle, $hostTool, $hostUrl, $hostWorld) {
  'use strict'
  const intrinsics = { __proto__: null, ${INTRINSICS}
  }
  const { ${NAMES} } = intrinsics
  const $eval = eval
  const $setup = $parse(setup)
  const $limits = $setup.limits
  const loaded = $create(null)
  const load = (part) => {
    if (loaded[part] === undefined) {
      const made = $eval($setup.parts[part])(intrinsics, load, quote, $hostUrl)
      for (const name of $keys(made)) {
        $freeze(made[name])
        if (made[name].prototype !== undefined) $freeze(made[name].prototype)
      }
      loaded[part] = made
    }
    return loaded[part]
  }
${lockdownSource}
${apiSource}
${globalsSource}
  lockIntrinsics()
  return (name) => operations[name]
})`

const part = (source: string): string =>
  `(function (intrinsics, load, quote, $hostUrl) {
  'use strict'
  const { ${NAMES} } = intrinsics
${source}
})`

/** The parts that are compiled on first use, by name. */
export const preludeParts = {
  inspect: part(inspectSource),
  textCoding: part(textCodingSource),
  url: part(urlSource),
}
