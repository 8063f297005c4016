#!/usr/bin/env node
/**
 * Starts the command. The build leaves V8's compiled form of it beside its text: V8 takes that when it is of the same
 * version and of this text, and compiles the text otherwise.
 */
const { existsSync, readFileSync } = require('node:fs')
const { createRequire, wrap } = require('node:module')
const { dirname, join } = require('node:path')
const { Script } = require('node:vm')

const file = join(__dirname, '../dist/cli/main.cjs')
if (existsSync(file)) {
  const script = new Script(wrap(readFileSync(file, 'utf8')), { filename: file, cachedData: compiledForm() })
  const module = { exports: {} }
  script.runInThisContext()(module.exports, createRequire(file), module, file, dirname(file))
} else {
  console.error('error: lcod is not built here yet\n  help: Run npm run build')
  process.exitCode = 1
}

function compiledForm() {
  try {
    return readFileSync(`${file}.v8`)
  } catch {
    // Only a slower start: the build of another version, or one that was cut short.
    return undefined
  }
}
