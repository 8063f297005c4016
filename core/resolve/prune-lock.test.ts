import { describe, expect, test } from 'vitest'
import { integrityOf } from './integrity.ts'
import { writeLock } from './lock-file.ts'
import { pruneLock } from './prune-lock.ts'
import { descriptorText, LIST_HEADER, listed, listLine, memoryProject } from './testing/memory-project.ts'

const encode = (text: string) => new TextEncoder().encode(text)
const [a, b, shared, only] = ['a', 'b', 'shared', 'only'].map((name) => `lcod://demo/${name}@1.0.0`) as [
  string,
  string,
  string,
  string,
]
const APP = 'lcod://demo/app@1.0.0'

/** The lock of a project that requires some of them; `a` needs `shared` and `only`, `b` needs `shared`. */
async function lockOf(requires: readonly string[], compose = 'compose: []\n'): Promise<string> {
  const { open } = memoryProject({
    files: {
      '/app/lcp.toml': descriptorText(APP, requires),
      '/app/compose.yaml': compose,
      '/app/resolve.config.json': JSON.stringify({ bindings: { 'lcod://contract/x/y@1': b } }),
      '/app/lcod.sources.jsonl': [
        LIST_HEADER,
        ...[a, b, shared, only].map((id) =>
          listLine(id, {
            compose: `../registry/${id.slice(7).replace('@', '/')}/compose.yaml`,
            lcp: `../registry/${id.slice(7).replace('@', '/')}/lcp.toml`,
          }),
        ),
      ].join('\n'),
      ...listed(a, [shared, only]),
      ...listed(b, [shared]),
      ...listed(shared),
      ...listed(only),
    },
  })
  const project = await open()
  return writeLock(await project.resolve(), project.config.bindings)
}

describe('pruneLock()', () => {
  const prune = (text: string, from: string[], to: string[], compose = 'compose: []\n') =>
    pruneLock(
      text,
      {
        before: encode(descriptorText(APP, from)),
        after: encode(descriptorText(APP, to)),
        digests: { composeIntegrity: integrityOf(encode(compose)) },
        removed: new Set(from.filter((one) => !to.includes(one))),
      },
      'lcp.lock',
    )

  test.each([
    ['one of two', [b]],
    ['all', []],
  ])('leaves what resolving without them would lock, to the byte: %s', async (_, left) => {
    expect(prune(await lockOf([a, b]), [a, b], left)).toBe(await lockOf(left))
  })

  test('locks the compose as it is now: the call has left it too', async () => {
    const compose = 'compose: [] # nothing more\n'
    expect(prune(await lockOf([a, b]), [a, b], [b], compose)).toBe(await lockOf([b], compose))
  })

  test('gives up a lock of another descriptor, and of another resolver', async () => {
    const lock = await lockOf([a, b])
    expect(prune(lock, [b], [])).toBeUndefined()
    expect(prune(lock.replace('resolverVersion', 'projectId'), [a, b], [b])).toBeUndefined()
  })
})
