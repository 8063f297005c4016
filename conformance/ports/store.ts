import type { StorePort } from '../../core/host/store.ts'
import { expectFailure, expectSame, expectThat, type PortCase } from './port-case.ts'

/** A place for journals, empty at first. */
export interface StoreUnderTest {
  /** A driver on the place: another object each time, as another process would make it. */
  open(): StorePort
  /** Frees what the place holds. */
  dispose?(): Promise<void>
}

/** What every store driver must do. */
export function storePortSuite(make: () => Promise<StoreUnderTest>): readonly PortCase[] {
  const storeCase = (name: string, body: (place: StoreUnderTest) => Promise<void>): PortCase => ({
    name,
    async run() {
      const place = await make()
      try {
        await body(place)
      } finally {
        await place.dispose?.()
      }
    },
  })
  return [
    storeCase('a run that nobody began is not there', async (place) => {
      const store = place.open()
      expectSame(await store.read('none'), null)
      expectSame(await store.list(), [])
      expectSame(await store.remove('none'), false)
    }),
    storeCase('entries are kept in order, for a driver made later too', async (place) => {
      const journal = await place.open().open('job')
      expectSame(journal.entries, [])
      await journal.append(['{"n":0}'])
      await journal.append(['{"n":1}', '{"text":"é \\u2028 \\n \u{1f600}\\t"}', '"2"'])
      await journal.append([])
      await journal.close()
      const expected = ['{"n":0}', '{"n":1}', '{"text":"é \\u2028 \\n \u{1f600}\\t"}', '"2"']
      const later = place.open()
      expectSame(await later.read('job'), expected)
      const again = await later.open('job')
      expectSame(again.entries, expected)
      await again.append(['3'])
      await again.close()
      expectSame(await later.read('job'), [...expected, '3'])
    }),
    storeCase('many entries at once, and one of some hundred kilobytes', async (place) => {
      const store = place.open()
      const journal = await store.open('big')
      const many = Array.from({ length: 300 }, (_, n) => `{"n":${n}}`)
      const large = JSON.stringify('x'.repeat(Math.min(300_000, store.maxEntryBytes - 2)))
      await journal.append(many)
      await journal.append([large])
      await journal.close()
      const read = await place.open().read('big')
      expectSame(read?.length, 301)
      expectSame(read?.slice(0, 300), many)
      expectThat(read?.[300] === large, 'the large entry')
    }),
    storeCase('what was appended is seen while the journal is open', async (place) => {
      const store = place.open()
      const journal = await store.open('job')
      await journal.append(['1'])
      expectSame(await store.read('job'), ['1'])
      await journal.close()
    }),
    storeCase('one writer at a time, and the next after it is closed', async (place) => {
      const store = place.open()
      const journal = await store.open('job')
      await journal.append(['1'])
      await expectFailure(store.open('job'), 'durable_run_busy')
      await expectFailure(store.open('job', { fresh: true }), 'durable_run_busy')
      await expectFailure(store.remove('job'), 'durable_run_busy')
      await (await store.open('other')).close()
      await journal.close()
      await journal.close()
      const next = await store.open('job')
      expectSame(next.entries, ['1'])
      await next.close()
    }),
    storeCase('a fresh journal forgets what was there', async (place) => {
      const store = place.open()
      const old = await store.open('job')
      await old.append(['1', '2', '3'])
      await old.close()
      const fresh = await store.open('job', { fresh: true })
      expectSame(fresh.entries, [])
      await fresh.append(['4'])
      await fresh.close()
      expectSame(await place.open().read('job'), ['4'])
    }),
    storeCase('runs are listed by id, with a time and a size', async (place) => {
      const store = place.open()
      for (const id of ['b', 'a.b', 'a', 'B-1']) {
        const journal = await store.open(id)
        await journal.append(['{"some":"text"}'])
        await journal.close()
      }
      const listed = await store.list()
      expectSame(
        listed.map(({ id }) => id),
        ['B-1', 'a', 'a.b', 'b'],
      )
      expectThat(
        listed.every(({ updatedAt, size }) => updatedAt > Date.UTC(2000, 0, 1) && size >= 15),
        'times after 2000 and sizes of what was written',
      )
    }),
    storeCase('a removed run is gone, and others stay', async (place) => {
      const store = place.open()
      for (const id of ['job', 'job.1', 'job2']) {
        const journal = await store.open(id)
        await journal.append([JSON.stringify(id)])
        await journal.close()
      }
      expectSame(await store.remove('job'), true)
      expectSame(await store.remove('job'), false)
      expectSame(await store.read('job'), null)
      expectSame(await store.read('job.1'), ['"job.1"'])
      expectSame(await store.read('job2'), ['"job2"'])
    }),
  ]
}
