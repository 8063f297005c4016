import { expect, test } from 'vitest'
import { generatePackageReadme } from './generate-package-readme.ts'

test('generatePackageReadme() lists components with links', () => {
  const component = { id: 'lcod://a/b@1.0.0', summary: 'Does | it', icon: 'mdi:cube', link: 'in b/README.md' }
  const text = generatePackageReadme({ id: 'lcod://a@1.0.0', summary: 'All.' }, [component])
  expect(text).toContain('# lcod://a@1.0.0\n\nAll.\n\n## Components\n\n| Icon |')
  expect(text).toMatch(
    /\| <img .*width="32".*> \| `lcod:\/\/a\/b@1\.0\.0` \| Does \\\| it \| \[README\]\(in%20b\/README\.md\) \|\n$/,
  )
})

test('generatePackageReadme() of a package without components says so', () => {
  expect(generatePackageReadme({ id: 'x', palette: { icon: 'mdi:cube' } }, [])).toMatch(
    /width="64"[\s\S]*has no components/,
  )
})
