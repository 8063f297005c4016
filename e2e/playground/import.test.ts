import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type GitServer, listen, serveRepository } from '../../adapters/git/testing/git-server.ts'
import { missingGit, TestRepository } from '../../adapters/git/testing/real-git.ts'
import { type CorsProxy, type CorsProxyOptions, startCorsProxy } from './cors-proxy.ts'
import { describeJourneys } from './journey.ts'
import type { Person } from './person.ts'

const COMPOSE = `compose:
  - call: lcod://contract/core/string/format@1
    in: { template: 'Hello from {place}', values: { place: $.place } }
    out: { greeting: value }
`

describe.skipIf(missingGit !== undefined)('with a Git server', () => {
  let repository: TestRepository
  let server: GitServer
  let commit = ''
  const others: Array<{ close(): Promise<void> }> = []

  beforeAll(async () => {
    repository = new TestRepository()
    commit = repository.commit('first', {
      'README.md': '# Greetings\n',
      'examples/greet/compose.yaml': COMPOSE,
      'examples/greet/input.json': '{ "place": "a branch" }\n',
    })
    repository.git('tag', 'v1')
    repository.commit('second', { 'examples/greet/input.json': '{ "place": "the newest commit" }\n' })
    server = await serveRepository(repository.path)
  })
  afterEach(async () => {
    for (const other of others.splice(0)) await other.close()
  })
  afterAll(async () => {
    await server?.close()
    repository?.remove()
  })

  async function proxyWith(options?: CorsProxyOptions): Promise<CorsProxy> {
    const proxy = await startCorsProxy(options)
    others.push(proxy)
    return proxy
  }

  describeJourneys('importing from Git', (journey) => {
    async function fill(person: Person, fields: Readonly<Record<string, string>>): Promise<void> {
      await person.command('Import from a Git URL')
      for (const [label, text] of Object.entries(fields)) await person.field(label).fill(text)
      await person.page.getByRole('button', { name: 'Import', exact: true }).last().click()
    }

    test('a repository is imported through a proxy and runs', async () => {
      const proxy = await proxyWith()
      await journey(async ({ page }, person) => {
        await fill(person, { Address: server.url, 'CORS proxy': proxy.url })
        await page.getByText(/^Imported commit [0-9a-f]{7} of/).waitFor()
        expect(proxy.requests[0]).toContain('/info/refs?service=git-upload-pack')
        await page.getByRole('button', { name: 'README.md', exact: true }).waitFor()
        expect(await page.getByRole('button', { name: '.git', exact: true }).count()).toBe(0)
        await person.run()
        await expect.poll(() => person.output().textContent()).toContain('Hello from the newest commit')
        await page.reload()
        await page.getByRole('button', { name: 'README.md', exact: true }).waitFor()
        await person.command('Import from a Git URL')
        await expect.poll(() => person.field('CORS proxy').inputValue()).toBe(proxy.url)
      })
    })

    test('one folder of a tag is imported, and again beside itself', async () => {
      const proxy = await proxyWith()
      await journey(async ({ page }, person) => {
        const fields = { Address: server.url, 'Branch, tag or commit': 'v1', Folder: '/examples/greet/' }
        for (const folder of ['/greet', '/greet-2']) {
          await fill(person, { ...fields, 'CORS proxy': proxy.url })
          await page.getByText(`Imported commit ${commit.slice(0, 7)} of ${server.url} into ${folder}`).waitFor()
        }
        await person.run()
        await expect.poll(() => person.output().textContent()).toContain('Hello from a branch')
        expect(await page.getByRole('button', { name: 'README.md', exact: true }).count()).toBe(0)
      })
    })

    test('what goes wrong is said in words', async () => {
      const refusing = await proxyWith({ refuseWith: 403 })
      const proxy = await proxyWith()
      const gone = await listen(() => undefined)
      await gone.close()
      await journey(async ({ page }, person) => {
        await person.command('Import from a Git URL')
        const attempts: ReadonlyArray<readonly [fields: Record<string, string>, words: RegExp]> = [
          [{ Address: 'ssh://git.example/a' }, /https and http addresses only/],
          [{ Address: server.url }, /cannot be read from a page.*Name a CORS proxy/],
          [{ 'CORS proxy': gone.url }, /The CORS proxy .* cannot be reached/],
          [{ 'CORS proxy': 'nonsense' }, /Expected the address of a CORS proxy/],
          [{ 'CORS proxy': refusing.url }, /refused with status 403/],
          [{ 'CORS proxy': proxy.url, 'Branch, tag or commit': 'nowhere' }, /no branch, tag or commit "nowhere"/],
          [{ 'Branch, tag or commit': '', Folder: 'nothing' }, /no folder "nothing"/],
          [{ Folder: '', Address: `${server.url}-missing` }, /There is no repository at/],
        ]
        for (const [fields, words] of attempts) {
          for (const [label, text] of Object.entries(fields)) await person.field(label).fill(text)
          await page.getByRole('dialog').getByRole('button', { name: 'Import', exact: true }).click()
          await page.getByRole('alert').filter({ hasText: words }).waitFor()
        }
        await page.keyboard.press('Escape')
        await page.getByRole('button', { name: 'README.md', exact: true }).waitFor({ state: 'detached' })
      })
    })

    test('a compose clones through the same proxy, when it may', async () => {
      const proxy = await proxyWith()
      await journey(async ({ page }, person) => {
        await person.openExample('Hello')
        await person.command('Import from a Git URL')
        await person.field('CORS proxy').fill(proxy.url)
        await page.keyboard.press('Escape')
        await person.write(`compose:
  - call: lcod://contract/core/git/clone@1
    in: { url: ${server.url}, ref: v1, dest: /hello/clone }
    out: { commit: commit }
`)
        await person.run()
        const sheet = page.getByRole('dialog', { name: 'Permission' })
        await sheet.getByText('Allow this run to clone from').waitFor()
        await sheet.getByText(new URL(server.url).host).waitFor()
        await sheet.getByRole('button', { name: 'Allow for this run' }).click()
        await sheet.getByText('/hello/clone').waitFor()
        await sheet.getByRole('button', { name: 'Allow for this run' }).click()
        await expect.poll(() => person.output().textContent()).toContain(commit)
        expect(proxy.requests.length).toBeGreaterThan(1)
        await person.file('clone').waitFor()
      })
    })

    test('an import that takes too long is cancelled', async () => {
      const proxy = await proxyWith({ holdBack: /\/git-upload-pack$/ })
      await journey(async ({ page }, person) => {
        await fill(person, { Address: server.url, 'CORS proxy': proxy.url })
        await expect.poll(() => proxy.requests.some((line) => line.startsWith('POST'))).toBe(true)
        await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
        await page.getByRole('alert').filter({ hasText: 'The import was cancelled' }).waitFor()
        await page.keyboard.press('Escape')
        await person.run()
        expect(await person.ending()).toContain('ok')
      })
    })
  })
})
