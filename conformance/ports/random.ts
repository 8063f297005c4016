import type { RandomPort } from '../../core/host/random.ts'
import { expectSame, expectThat, type PortCase } from './port-case.ts'

/** What every random driver must do. */
export function randomPortSuite(makeRandom: () => RandomPort): readonly PortCase[] {
  return [
    {
      name: 'bytes() gives as many as asked, also none and more than 64 KiB',
      async run() {
        const random = makeRandom()
        for (const length of [0, 1, 7, 16, 65_536, 65_537, 200_000]) expectSame(random.bytes(length).length, length)
      },
    },
    {
      name: 'bytes() gives other bytes each time, in an array of its own',
      async run() {
        const random = makeRandom()
        const first = random.bytes(16)
        const copy = [...first]
        const second = random.bytes(16)
        expectThat(
          copy.some((byte, index) => byte !== second[index]),
          'other bytes',
        )
        expectSame([...first], copy, 'the first array')
      },
    },
    {
      name: 'bytes() uses every value about as often, up to the last byte',
      async run() {
        const counts = new Array<number>(256).fill(0)
        const bytes = makeRandom().bytes(256 * 1024)
        for (const byte of bytes) counts[byte]!++
        // 1024 are expected of each; 320 is ten standard deviations away.
        expectThat(
          counts.every((count) => Math.abs(count - 1024) < 320),
          'an even distribution',
        )
        expectThat(
          bytes.subarray(-64).some((byte) => byte !== 0),
          'a filled end',
        )
      },
    },
  ]
}
