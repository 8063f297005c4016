import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const ROOT = resolve(import.meta.dirname, '../..')
const PAGES = ['README.md', 'docs']
const SOURCES = ['core', 'adapters']

/** A program that the documentation shows, as it stands there. */
export interface TypeScriptExample {
  /** Where it stands: `README.md:123`. */
  readonly place: string
  readonly code: string
}

/**
 * Every program in TypeScript of README, docs and `@example`s. A block that imports nothing is no program: it shows a
 * type, or how something of this repository is used.
 */
export function typescriptExamples(): TypeScriptExample[] {
  const pages = PAGES.flatMap((path) => filesOf(path, /\.md$/))
  const sources = SOURCES.flatMap((path) => filesOf(path, /(?<!\.test|\.d)\.tsx?$/))
  return [
    ...pages.flatMap((file) => examplesOfPage(file, readFileSync(join(ROOT, file), 'utf8'))),
    ...sources.flatMap((file) => examplesOfSource(file, readFileSync(join(ROOT, file), 'utf8'))),
  ].filter(({ code }) => /^import /m.test(code))
}

/** The blocks of a Markdown page. */
export function examplesOfPage(file: string, text: string): TypeScriptExample[] {
  return [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map((found) => example(file, text, found))
}

/** The blocks of the docstrings of a module. */
export function examplesOfSource(file: string, text: string): TypeScriptExample[] {
  return [...text.matchAll(/^ *\* @example\n *\* ```ts\n(.*?)^ *\* ```$/gms)].map((found) => {
    const { place, code } = example(file, text, found)
    return { place, code: code.replace(/^ *\* ?/gm, '') }
  })
}

/** What a program says that it prints: the comment behind each `console.log`. */
export function expectedOutput(code: string): string[] {
  return [...code.matchAll(/^ *console\.log\(.*\) \/\/ (.*)$/gm)].map((found) => found[1] ?? '')
}

function example(file: string, text: string, found: RegExpMatchArray): TypeScriptExample {
  const line = text.slice(0, found.index).split('\n').length
  return { place: `${file}:${line}`, code: found[1] ?? '' }
}

function filesOf(path: string, pattern: RegExp): string[] {
  if (pattern.test(path)) return [path]
  return readdirSync(join(ROOT, path), { recursive: true, encoding: 'utf8' })
    .filter((name) => pattern.test(name))
    .map((name) => `${path}/${name}`)
    .sort()
}
