import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' })
  .trim()
  .split('\n')
const known = new Set(files)
const folders = new Set(files.flatMap((file) => parents(file)))
const names = new Set(files.map((file) => file.slice(file.lastIndexOf('/') + 1)))
const pages = files.filter((file) => /^(README\.md|(docs|scripts|examples)\/.*\.md)$/.test(file))

function parents(path: string): string[] {
  const parent = dirname(path)
  return parent === '.' ? [] : [parent, ...parents(parent)]
}

/** The anchors of a page, as GitHub makes them of its headings. */
function anchorsOf(page: string): Set<string> {
  const headings = [...prose(page).matchAll(/^#+ (.*)$/gm)].map((found) => found[1] ?? '')
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  )
}

/** A page without its blocks of code. */
const prose = (page: string) => readFileSync(page, 'utf8').replace(/^```.*?^```$/gms, '')

test('every link of the docs leads to a file, and to a heading of it', () => {
  const broken = pages.flatMap((page) =>
    [...prose(page).matchAll(/\]\((?!https?:)([^)\s#]*)(?:#([^)\s]*))?\)/g)]
      .filter(([, path = '', anchor]) => {
        const target = path === '' ? page : join(dirname(page), path).replace(/\/$/, '')
        if (!known.has(target) && !folders.has(target)) return true
        return anchor !== undefined && !anchorsOf(target).has(anchor)
      })
      .map(([link]) => `${page}: ${link}`),
  )
  expect(broken).toEqual([])
})

test('every source file that the docs name is there', () => {
  const missing = pages.flatMap((page) =>
    [
      ...prose(page).matchAll(
        /`((?:[\w.-]+\/)*[\w.-]+\.ts|(?:core|adapters|scripts|conformance|playground|worker|bench|e2e|web-app)\/[\w./-]*)`/g,
      ),
    ]
      .map(([, name = '']) => name.replace(/\/$/, ''))
      .filter((name) => !known.has(name) && !folders.has(name) && !isPartOf(name))
      .map((name) => `${page}: ${name}`),
  )
  expect(missing).toEqual([])
})

/** A page may name a file below the folder that it speaks of. */
const isPartOf = (name: string) =>
  names.has(name) || files.some((file) => file.endsWith(`/${name}`) || file.includes(`/${name}/`))
