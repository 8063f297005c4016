import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { build } from 'vite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type LicenseListOptions, licenseList } from './license-list.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lcod-licenses-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function file(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}

function dependency(name: string, manifest: object, files: Readonly<Record<string, string>>): void {
  file(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js', ...manifest }))
  for (const [path, text] of Object.entries(files)) file(`node_modules/${name}/${path}`, text)
}

/** Bundles `entry` with its packages. */
async function bundle(entry: string, options: LicenseListOptions = {}): Promise<string> {
  file('entry.js', entry)
  const out = join(folder, 'out')
  await build({
    root: folder,
    configFile: false,
    logLevel: 'silent',
    plugins: [licenseList(resolve('.'), options)],
    ssr: { noExternal: true },
    build: { ssr: true, outDir: out, rolldownOptions: { input: join(folder, 'entry.js') } },
  })
  return out
}

const listed = (out: string): Array<{ readonly name: string; readonly text: string }> =>
  JSON.parse(readFileSync(join(out, 'licenses.json'), 'utf8'))

describe('licenseList()', () => {
  test('names this package and exactly those whose code is in the bundle, with their texts', async () => {
    dependency('used', { license: 'ISC' }, { 'index.js': 'export const a = [Date.now()]', LICENSE: 'Terms of used' })
    dependency('dropped', { license: 'ISC' }, { 'index.js': 'export const b = 1', LICENSE: 'Terms of dropped' })
    dependency('wasm', { license: 'ISC' }, { LICENSE: 'Terms of wasm' })
    const entry = "import { a } from 'used'\nimport { b } from 'dropped'\nconsole.log(a)\nif (false) console.log(b)"
    const out = await bundle(entry, { also: [join(folder, 'node_modules/wasm')] })
    expect(listed(out).map(({ name }) => name)).toEqual(['lcod-universal', 'used', 'wasm'])
    expect(listed(out)[1]).toEqual({ name: 'used', version: '1.0.0', identifier: 'ISC', text: 'Terms of used' })
  })

  test('takes the copyright from the sources and the terms from the identifier when there is no file', async () => {
    const source = '// Copyright Ada\nexport const a = [Date.now()]'
    dependency('@ada/bare', { license: 'MIT' }, { 'index.js': source })
    const out = await bundle("import { a } from '@ada/bare'\nconsole.log(a)", { asText: true })
    const text = readFileSync(join(out, 'THIRD-PARTY-NOTICES.txt'), 'utf8')
    expect(text).toMatch(/@ada\/bare 1\.0\.0 \(MIT\)\n-+\n\n.*\n\nCopyright Ada\n\nPermission is hereby granted/)
  })

  test.each([
    ['no licence', {}],
    ['terms that nobody knows', { license: 'SEE LICENSE IN shop' }],
  ])('fails for a package with %s, and names it', async (_what, manifest) => {
    dependency('odd', manifest, { 'index.js': 'export const a = [Date.now()]' })
    await expect(bundle("import { a } from 'odd'\nconsole.log(a)")).rejects.toThrow(
      'Nothing tells the licence of odd@1.0.0',
    )
  })
})
