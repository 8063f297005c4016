import { mkdir, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { describeJourneys } from './journey.ts'
import { measureKeys } from './measure-keys.ts'

const results = resolve(import.meta.dirname, '../../test-results/playground')

/** 100,000 turns of a body; the last line is there to be typed into. */
const loopOf = (body: string) => `compose:
  - call: lcod://tooling/script@1
    in: { source: '() => ({ list: Array.from({ length: 100000 }, (_, at) => at) })' }
    out: { list: list }
  - call: lcod://flow/foreach@1
    in: { list: $.list }
    collectPath: $.none
    slots:
      body: [${body}]
  - { call: lcod://impl/set@1, in: { list: [] }, out: { list: list } }
# `
const SET = '{ call: lcod://impl/set@1, in: { value: $slot.item }, out: { value: value } }'
const FORMAT = "{ call: lcod://contract/core/string/format@1, in: { template: '{at}', values: { at: $slot.item } } }"
const HASH = '{ call: lcod://contract/core/hash/sha256@1, in: { data: a } }'

describeJourneys('a loop of 100,000 turns', (journey) => {
  test('runs to its end, and every key that is typed meanwhile appears', () =>
    journey(async ({ page }, person) => {
      await person.openExample('Hello')
      await person.write(loopOf(`${SET}, ${FORMAT}`))
      await person.run()
      await person.editor().focus()
      const times = await measureKeys(page, (so) => so.length < 12 && (so.at(-1)?.running ?? true))
      const meanwhile = times.filter(({ running }) => running)
      expect(meanwhile.length).toBeGreaterThan(0)
      expect(times.every(({ frames }) => frames > 0)).toBe(true)
      expect(await page.locator('.cm-activeLine').textContent()).toBe(`# ${'x'.repeat(times.length)}`)
      expect(await person.ending()).toMatch(/ok\s+200,003 steps/)
      await page.getByRole('treeitem', { name: /^set.*×100,000/ }).waitFor()
      await mkdir(results, { recursive: true })
      await writeFile(resolve(results, 'input-latency.json'), `${JSON.stringify(meanwhile, null, 2)}\n`)
    }))

  test('is stopped half-way', () =>
    journey(async ({ page }, person) => {
      await person.openExample('Hello')
      await person.write(loopOf(HASH))
      await person.run()
      const status = page.locator('.run-status')
      await expect.poll(() => status.textContent()).toMatch(/running\s+[\d,]{3,} steps/)
      await page.getByRole('button', { name: /Stop/ }).click()
      const ended = await person.ending()
      expect(ended).toContain('stopped')
      const steps = Number(/([\d,]+) steps/.exec(ended)?.[1]?.replaceAll(',', ''))
      expect(steps).toBeGreaterThan(100)
      expect(steps).toBeLessThan(100_003)
      await page.getByText(/The run was stopped after/).waitFor()
    }))
})
