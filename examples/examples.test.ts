import { createHash } from 'node:crypto'
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { finished } from '../adapters/node/cli/testing/finished.ts'
import { useCli } from '../adapters/node/cli/testing/use-cli.ts'

const fixture = useCli()
const { folder } = fixture
// A copy, because examples write into their own folder.
beforeAll(() => cpSync('examples', folder, { recursive: true }))

/** Runs an example as its README says, from the folder above it; fails with what it wrote when it fails. */
async function run(name: string, ...args: string[]): Promise<{ result: Record<string, unknown>; stderr: string }> {
  const { code, stdout, stderr } = await fixture.cli.run(['run', name, ...args], { cwd: folder })
  expect(code, stderr).toBe(0)
  return { result: JSON.parse(stdout), stderr }
}

test('every example has a compose, a manifest and a README, and passes lcod check', async () => {
  for (const entry of readdirSync('examples', { withFileTypes: true })) {
    if (!entry.isDirectory()) continue
    expect(readdirSync(join('examples', entry.name))).toEqual(
      expect.arrayContaining(['README.md', 'compose.yaml', 'lcp.toml']),
    )
  }
  const { code, stderr } = await fixture.cli.run(['check', '.'], { cwd: folder })
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringMatching(/files checked: no problems\n$/) })
})

test('csv-report sums up orders per customer, keeps the report, and tells what it left out', async () => {
  const { result, stderr } = await run('csv-report')
  const report = {
    orders: 4,
    customers: [
      { customer: 'Ada', total: 159.8 },
      { customer: 'Grace', total: 52.5 },
      { customer: 'Edsger', total: 3.3 },
    ],
  }
  expect(result['report']).toEqual(report)
  expect(JSON.parse(readFileSync(join(folder, 'csv-report/.lcod/report.json'), 'utf8'))).toEqual(report)
  expect(JSON.parse(stderr)).toMatchObject({ level: 'warn', data: { order: '1003' } })
})

test('csv-report takes another file when it may read it', async () => {
  writeFileSync(join(folder, 'mine.csv'), 'order,customer,price,quantity\n1,Barbara,2.50,4\n')
  const denied = await fixture.cli.run(['run', 'csv-report', 'file=mine.csv'], { cwd: folder })
  expect(denied.code).toBe(1)
  expect(denied.stderr).toContain('permission_denied')
  const { result } = await run('csv-report', 'file=mine.csv', '--allow-read=mine.csv')
  expect(result['report']).toEqual({ orders: 1, customers: [{ customer: 'Barbara', total: 10 }] })
})

test('hash-folder hashes files in the order of the list and names what cannot be hashed', async () => {
  const { result } = await run('hash-folder')
  const sha256 = (name: string) =>
    createHash('sha256')
      .update(readFileSync(join('examples/hash-folder/files', name)))
      .digest('hex')
  expect(result['hashes']).toEqual([
    { name: 'a.txt', sha256: sha256('a.txt') },
    { name: 'b.txt', sha256: sha256('b.txt') },
    { name: 'notes', problem: 'EISDIR' },
    { name: 'c.txt', sha256: sha256('notes/c.txt') },
  ])
})

test('own-slot runs the slot of the caller inside the component', async () => {
  const { result } = await run('own-slot', 'bullet=*')
  expect(result).toEqual({ text: 'Shopping list\n=============\n* apples\n* bread\n* tea' })
})

test('log-sink writes the logs of its scope as JSON lines, by a compose', async () => {
  const order = (total: number) => ['log-sink', `order:={"id":"A7","total":${total}}`] as const
  expect(await run(...order(12.5))).toEqual({ result: { accepted: true }, stderr: '' })
  expect(await run(...order(0))).toEqual({ result: { accepted: false }, stderr: '' })
  await run(...order(0), '--log', 'shop=error')
  const lines = readFileSync(join(folder, 'log-sink/.lcod/log.jsonl'), 'utf8').trimEnd().split('\n')
  const tags = { logger: 'shop.orders', order: 'A7' }
  expect(lines.map((line): unknown => JSON.parse(line))).toMatchObject([
    { level: 'info', message: 'order received', data: { total: 12.5 }, tags },
    { level: 'info', message: 'order received', data: { total: 0 }, tags },
    { level: 'warn', message: 'order refused', tags },
  ])
})

test('http-app answers its routes until it is told to stop', async () => {
  const child = fixture.cli.start(['run', 'http-app', 'port=0', '--serve', '--allow-listen=127.0.0.1'], { cwd: folder })
  const ended = finished(child)
  let said = ''
  child.stderr.on('data', (part: string) => {
    said += part
  })
  await expect.poll(() => said).toMatch(/^Serving \S+\/api /m)
  const url = /^Serving (\S+)/m.exec(said)?.[1]
  expect(await (await fetch(`${url}/hello?name=Ada`)).json()).toEqual({ text: 'Hello, Ada' })
  const total = async (body: string) => {
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(`${url}/total`, { method: 'POST', headers, body })
    return [answer.status, await answer.json()]
  }
  expect(await total('{"numbers":[1,2.5]}')).toEqual([200, { total: 3.5 }])
  expect(await total('{"numbers":"1"}')).toEqual([422, { error: 'numbers must be a list of numbers' }])
  expect(await total('{"numbers":[')).toEqual([400, { error: 'Invalid JSON body' }])
  expect((await fetch(`${url}/total`)).headers.get('allow')).toBe('OPTIONS, POST')
  child.kill('SIGINT')
  expect(await ended).toMatchObject({ code: 0, stdout: `{\n  "url": "${url}"\n}\n` })
  expect(await fixture.cli.run(['test', 'http-app'], { cwd: folder })).toMatchObject({ code: 0, stderr: '3 passed\n' })
})

test('the tests and the loggers of log-sink are in order', async () => {
  expect(await fixture.cli.run(['test', 'log-sink'], { cwd: folder })).toMatchObject({ code: 0, stderr: '2 passed\n' })
  const { code, stdout } = await fixture.cli.run(['lint', 'log-sink', '--json'], { cwd: folder })
  expect(code).toBe(0)
  const root = JSON.parse(stdout).files.find(({ file }: { file: string }) => file.endsWith('log-sink/compose.yaml'))
  expect(root.loggers).toEqual([{ name: 'shop.orders', uses: 3, declared: true }])
})
