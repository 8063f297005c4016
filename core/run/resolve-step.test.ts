import { describe, expect, test } from 'vitest'
import { createMemoryHost } from '../../adapters/memory/index.ts'
import { parseCompose } from '../compose/parse-compose.ts'
import { createKernel } from '../kernel.ts'
import { createFolderLoader } from '../manifest/folder-loader.ts'

const GREET = 'lcod://contract/demo/greet@1'
const POLITE = 'lcod://demo/polite@1'
const FILES = {
  '/project/components/polite/lcp.toml': 'id = "lcod://demo/polite@1.0.0"\nversion = "1.0.0"\n[outputs.text]\n',
  '/project/components/polite/compose.yaml':
    'compose:\n  - call: lcod://impl/set@1\n    in: { text: Good day }\n    out: { text: text }\n',
}

function run(implementation: string, steps: readonly unknown[]): Promise<unknown> {
  const host = createMemoryHost({ files: FILES })
  const loader = createFolderLoader({ files: host.files, folders: ['/project'] })
  const { composition } = parseCompose(JSON.stringify({ compose: steps }), { file: '/project/compose.json' })
  return createKernel({ host, loader, bindings: { [GREET]: implementation } }).run(composition!)
}

describe('resolveComponent()', () => {
  test('asks the loader for what a contract is bound to', async () => {
    const steps = [{ call: GREET, out: { text: 'text' } }]
    expect(await run(POLITE, steps)).toEqual({ text: 'Good day' })
  })

  test('asks it for the binding of an inner registry level', async () => {
    const body = [{ call: GREET, out: { text: 'text' } }]
    const scope = { call: 'lcod://tooling/registry/scope@1', in: { bindings: { [GREET]: POLITE } }, slots: { body } }
    expect(await run('lcod://demo/nobody@1', [{ ...scope, out: { text: 'text' } }])).toEqual({ text: 'Good day' })
  })

  test('names both ends of a binding to what nobody has', async () => {
    await expect(run('lcod://demo/nobody@1', [{ call: GREET }])).rejects.toMatchObject({
      code: 'implementation_not_registered',
      data: { contract: GREET, implementation: 'lcod://demo/nobody@1' },
    })
  })
})
