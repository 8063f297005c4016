#!/usr/bin/env node
/** `run-compose`: the command of this name of `lcod`, which lcod.cjs starts. */
process.argv.splice(2, 0, 'run-compose')
require('./lcod.cjs')
