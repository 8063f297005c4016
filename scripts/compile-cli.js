/**
 * Leaves V8's compiled form of the command beside it, for `bin/lcod.cjs`: `node scripts/compile-cli.js`.
 *
 * The form is taken after a run, so that it holds every function that a run needs and few others.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import Module, { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Script } from 'node:vm'

const file = resolve('dist/cli/main.cjs')
const [task, compose] = process.argv.slice(2)
if (task === 'run') runAndCompile(compose)
else compileInChild()

/** The run prints its result and ends the process: it gets one of its own. */
function compileInChild() {
  const folder = mkdtempSync(join(tmpdir(), 'lcod-compile-'))
  const trivial = join(folder, 'trivial.yaml')
  writeFileSync(trivial, 'compose:\n  - call: lcod://impl/set@1\n    in: { hello: world }\n    out: { hello: hello }\n')
  const self = fileURLToPath(import.meta.url)
  const { status } = spawnSync(process.execPath, [self, 'run', trivial], { stdio: ['ignore', 'ignore', 'inherit'] })
  rmSync(folder, { recursive: true })
  process.exitCode = status ?? 1
}

function runAndCompile(path) {
  const script = new Script(Module.wrap(readFileSync(file, 'utf8')), { filename: file })
  const module = { exports: {} }
  process.on('exit', () => writeFileSync(`${file}.v8`, script.createCachedData()))
  process.argv = [process.execPath, file, 'run', path]
  script.runInThisContext()(module.exports, createRequire(file), module, file, dirname(file))
}
