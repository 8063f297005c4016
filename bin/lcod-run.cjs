#!/usr/bin/env node
/** `lcod-run`: the command of this name of `lcod`, which lcod.cjs starts. */
process.argv.splice(2, 0, 'lcod-run')
require('./lcod.cjs')
