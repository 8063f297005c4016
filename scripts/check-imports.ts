/**
 * Checks who imports whom: `node scripts/run-ts.js scripts/check-imports.ts`. Fails with every import that points the
 * wrong way, and why it is wrong.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, posix } from 'node:path'
import { parseSync } from 'vite'
import { importRules } from './import-rules.ts'

const files = ['core', 'adapters', 'worker', 'playground', 'conformance', 'bench', 'e2e']
  .filter(existsSync)
  .flatMap(sourceFiles)
const violations: string[] = []
for (const file of files) {
  const text = readFileSync(file, 'utf8')
  for (const { specifier, start } of importsOf(file, text)) {
    const target = specifier.startsWith('.') ? posix.join(dirname(file), specifier) : specifier
    const rule = importRules.find((candidate) => candidate.applies(file) && !candidate.allows(target, file))
    if (rule === undefined) continue
    const line = text.slice(0, start).split('\n').length
    violations.push(`${file}:${line}: must not import "${specifier}"\n  ${rule.reason}`)
  }
}
if (violations.length > 0) {
  console.error(`${violations.join('\n')}\n${violations.length} imports point the wrong way`)
  process.exit(1)
}
console.log(`${files.length} files import only what they may`)

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((name) => /\.(ts|js)$/.test(name) && !/\/(node_modules|dist)\//.test(name))
    .sort()
}

function importsOf(file: string, text: string): Array<{ specifier: string; start: number }> {
  const { module, errors } = parseSync(file, text)
  if (errors.length > 0) throw new SyntaxError(`${file}: ${errors[0]?.message}`)
  const fixed = [
    ...module.staticImports.map(({ moduleRequest, start }) => ({ specifier: moduleRequest.value, start })),
    ...module.staticExports.flatMap(({ entries, start }) =>
      entries.flatMap(({ moduleRequest }) => (moduleRequest ? [{ specifier: moduleRequest.value, start }] : [])),
    ),
  ]
  const late = module.dynamicImports.map(({ moduleRequest, start }) => {
    const written = text.slice(moduleRequest.start, moduleRequest.end)
    return { specifier: /^(['"])(.*)\1$/.exec(written)?.[2] ?? '', start }
  })
  return [...fixed, ...late.filter(({ specifier }) => specifier !== '')]
}
