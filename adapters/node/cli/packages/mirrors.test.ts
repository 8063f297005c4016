import { describe, expect, test } from 'vitest'
import { integrityOf } from '../../../../core/resolve/integrity.ts'
import { composeText, descriptorText, LIST_HEADER } from '../../../../core/resolve/testing/memory-project.ts'
import { listen, serveRepository } from '../../../git/testing/git-server.ts'
import { missingGit } from '../../../git/testing/real-git.ts'
import { componentFiles, usePackages } from './testing/use-packages.ts'

const fixture = usePackages()
const { lcod, project, put, ran, text } = fixture
const ID = 'lcod://demo/dep@1.2.0'
/** Nobody answers there: only its mirrors do. */
const PLACE = 'https://registry.invalid/'
const files = { '/dep/lcp.toml': descriptorText(ID), '/dep/compose.yaml': composeText('right') }
const digest = (content: string) => integrityOf(new TextEncoder().encode(content))
const web = { type: 'http', url: `${PLACE}dep/lcp.toml` }

/** A port on which nobody listens. */
async function closedServer(): Promise<string> {
  const server = await listen(() => {})
  await server.close()
  return server.url
}

function mirrored(sources: object, ...mirrors: readonly string[]): void {
  project({ sources: { 'lcod://demo/dep@1': sources }, mirrors: { [PLACE]: mirrors.map((url) => `${url}/`) } })
}

describe('mirrors', () => {
  test('are asked in turn: one that is down is passed over with a warning', async () => {
    mirrored(web, await closedServer(), await fixture.serveFiles({}), await fixture.serveFiles(files))
    const resolved = await lcod('resolve')
    expect(resolved.code).toBe(0)
    expect(resolved.stderr.match(/^warning: A mirror failed, the next is asked: .*$/gm)).toEqual([
      expect.stringContaining('ECONNREFUSED'),
      expect.stringContaining('HTTP 404'),
      // For the compose.
      expect.stringContaining('ECONNREFUSED'),
      expect.stringContaining('HTTP 404'),
    ])
    expect(await ran('--frozen')).toEqual({ text: 'right' })
    expect(text('app/lcp.lock')).toContain(`url = "${PLACE}dep/lcp.toml"`)
  })

  test('that have no compose for a descriptor make it a contract', async () => {
    const alone = { '/dep/lcp.toml': descriptorText(ID) }
    mirrored(web, await closedServer(), await fixture.serveFiles(alone))
    expect((await lcod('resolve')).code).toBe(0)
    expect(text('app/lcp.lock').split(ID).pop()).not.toContain('composeIntegrity')
  })

  test('are all named when none gives it', async () => {
    const [down, empty] = [await closedServer(), await fixture.serveFiles({})]
    mirrored(web, down, empty)
    const failed = await lcod('resolve')
    expect(failed.code).toBe(1)
    expect(failed.stderr).toContain(`error http_status: No mirror gave it: ${down}/dep/lcp.toml: `)
    expect(failed.stderr).toContain(`${empty}/dep/lcp.toml: HTTP 404`)
  })

  test('whose content was tampered with are refused, and the next is asked', async () => {
    const tampered = { ...files, '/dep/lcp.toml': `${files['/dep/lcp.toml']}# mine\n` }
    const [bad, good] = [await fixture.serveFiles(tampered), await fixture.serveFiles(files)]
    const known = { ...web, integrity: digest(files['/dep/lcp.toml']) }
    mirrored(known, bad, good)
    const resolved = await lcod('resolve')
    expect(resolved.code).toBe(0)
    expect(resolved.stderr).toContain(
      `A mirror failed, the next is asked: "${bad}/dep/lcp.toml" is not what was promised`,
    )
    expect(await ran('--frozen')).toEqual({ text: 'right' })
    await lcod('cache', 'clear')
    mirrored(known, bad)
    const refused = await lcod('resolve')
    expect(refused.code).toBe(1)
    expect(refused.stderr).toContain(`error integrity_mismatch: "${bad}/dep/lcp.toml" is not what was promised`)
    expect((await lcod('cache', 'ls')).stdout).toContain('0 entries')
  })

  test.each(['/dep/lcp.toml', '/dep/compose.yaml'] as const)(
    'give what is locked: install passes one over whose %s is another',
    async (path) => {
      const bad = await fixture.serveFiles({ ...files, [path]: `${files[path]}# mine\n` })
      const good = await fixture.serveFiles(files)
      mirrored(web, good)
      expect((await lcod('resolve')).code).toBe(0)
      await lcod('cache', 'clear')
      mirrored(web, bad, good)
      const installed = await lcod('install', '--frozen')
      expect(installed.code).toBe(0)
      expect(installed.stderr).toContain(`"${bad}${path}" is not what was promised`)
      expect(await ran('--frozen')).toEqual({ text: 'right' })
      await lcod('cache', 'clear')
      mirrored(web, bad)
      expect((await lcod('install', '--frozen')).stderr).toContain('error integrity_mismatch')
    },
  )

  test('serve lists too, with the digest that sources.json gives', async () => {
    const line = { type: 'component', id: ID, compose: 'dep/compose.yaml', lcp: 'dep/lcp.toml' }
    const list = `${LIST_HEADER}\n${JSON.stringify(line)}\n`
    const bad = await fixture.serveFiles({ ...files, '/list.jsonl': `${list}\n` })
    const good = await fixture.serveFiles({ ...files, '/list.jsonl': list })
    mirrored({ type: 'registry' }, bad, good)
    const entrypoint = { type: 'https', url: `${PLACE}list.jsonl`, checksum: digest(list) }
    const sources = { schema: 'lcod-resolver/sources@1', sources: [{ id: 'main', entrypoint }] }
    put({ 'app/sources.json': JSON.stringify(sources) })
    const resolved = await lcod('resolve')
    expect(resolved.code).toBe(0)
    expect(resolved.stderr).toContain(`"${bad}/list.jsonl" is not what was promised`)
    expect(text('app/lcp.lock')).toContain(`lcp = "${PLACE}dep/lcp.toml"`)
  })

  test.skipIf(missingGit !== undefined)('serve repositories', async () => {
    const repository = fixture.repository()
    repository.commit('first', componentFiles('dep', 'from a mirror'))
    const server = await serveRepository(repository.path)
    fixture.onEnd(() => server.close())
    const config = {
      sources: { 'lcod://demo/dep@1': { type: 'git', url: `${PLACE}repo.git`, ref: 'main', subdir: 'dep' } },
      mirrors: { [`${PLACE}repo.git`]: [`${await closedServer()}/repo.git`, server.url] },
    }
    project(config)
    const resolved = await lcod('resolve')
    expect(resolved.code).toBe(0)
    expect(resolved.stderr).toContain('A mirror failed, the next is asked')
    expect(text('app/lcp.lock')).toContain(`url = "${PLACE}repo.git"`)
    expect(await ran('--frozen')).toEqual({ text: 'from a mirror' })
  })

  test('must be texts', async () => {
    project({ mirrors: { [PLACE]: [] } })
    expect((await lcod('resolve')).stderr).toContain(`needs a text, or a list of texts, under mirrors["${PLACE}"]`)
  })
})
