import { expect, test } from 'vitest'
import { createMemoryHost } from '../../adapters/memory/index.ts'
import { leftOut } from './left-out.ts'

test('leftOut() names files that a run might miss, and no others', async () => {
  const own = ['lcp.toml', 'lcp.lock', 'compose.yaml', 'resolve.config.json', 'README.md', 'LICENSE', 'data/taken.csv']
  const others = ['components/part/lcp.toml', 'components/part/data.txt', 'tests/unit/a.json', '.env', 'old.lcod/x']
  const missed = ['data/left.csv', 'prompt.txt']
  const files = Object.fromEntries([...own, ...others, ...missed].map((path) => [`/app/${path}`, '']))
  const bundle = new Map([['assets/data/taken.csv', new Uint8Array()]])
  expect(await leftOut(createMemoryHost({ files }).files, '/app', bundle)).toEqual(missed)
})
