import { expect, test } from 'vitest'
import { lineColumn } from '../errors/code-frame.ts'
import { checkWorkspace } from './check-workspace.ts'

async function check(text: string) {
  const hasPackage = async (name: string) => name === 'main'
  const problems = await checkWorkspace(text, { file: 'workspace.lcp.toml', hasPackage })
  return problems.map(({ severity, code, message, source }) => {
    const line = source === undefined ? '?' : lineColumn(text, source.start).line
    return `${line} ${severity} ${code}: ${message}`
  })
}

test('checkWorkspace() finds nothing wrong with packages that are there, whatever else is written', async () => {
  const text = 'name = "mine"\n[workspace]\npackages = ["main"]\n[workspace.scopeAliases]\nint = "internal"\n'
  expect(await check(text)).toEqual([])
})

test.each([
  ['[workspace]\npackages = ["main", "gone"]\n', '2 error workspace_packages: There is no package "gone"'],
  ['[workspace]\npackages = [1]\n', '2 error workspace_packages: Packages are named by text, found 1'],
  ['[workspace]\npackages = "main"\n', '2 warning workspace_packages: The workspace lists no packages'],
  ['id = "x"\n', '? warning workspace_packages: The workspace lists no packages'],
  [
    '[workspace]\npackages = []\n[workspace.scopeAliases]\nint = 3\n',
    '4 warning workspace_aliases: The alias "int" must be text, found 3',
  ],
])('checkWorkspace() of %j tells of it', async (text, problem) => {
  expect(await check(text)).toEqual([problem])
})

test('checkWorkspace() tells where the text stops being TOML', async () => {
  expect(await check('[workspace\n')).toEqual([expect.stringMatching(/^1 error invalid_manifest: /)])
})
