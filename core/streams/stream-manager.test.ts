import { describe, expect, it } from 'vitest'
import { createSteppingClock, createTimerClock } from '../../adapters/memory/memory-clock.ts'
import { createMemoryRandom } from '../../adapters/memory/memory-random.ts'
import { ExecutionCancelledError, KernelError } from '../errors/kernel-error.ts'
import { StreamManager } from './stream-manager.ts'

const bytes = (...values: number[]) => Uint8Array.from(values)
const utf8 = (text: string) => new TextEncoder().encode(text)

function createManager(clock = createTimerClock()) {
  const events: string[] = []
  const streams = new StreamManager({
    random: createMemoryRandom(7),
    clock,
    observe: (phase, _id, size) => events.push(size === undefined ? phase : `${phase} ${size}`),
  })
  return { streams, events }
}

async function* source(...parts: Uint8Array[]) {
  yield* parts
}

/** A source whose chunks the test hands out by hand. */
function manualSource() {
  const waiting: Array<(result: IteratorResult<Uint8Array>) => void> = []
  let returned = 0
  return {
    give: (part: Uint8Array) => waiting.shift()?.({ done: false, value: part }),
    get pulls() {
      return waiting.length
    },
    get returned() {
      return returned
    },
    iterable: {
      [Symbol.asyncIterator]: () => ({
        next: () => new Promise<IteratorResult<Uint8Array>>((resolve) => waiting.push(resolve)),
        return: async () => {
          returned++
          return { done: true as const, value: undefined }
        },
      }),
    },
  }
}

describe('StreamManager.read()', () => {
  it('counts chunks from 0 and reports the end after the last one, every time', async () => {
    const { streams, events } = createManager()
    const handle = streams.open(source(utf8('ab'), utf8('c')), { encoding: 'utf-8' })
    expect(await streams.read(handle)).toEqual({
      done: false,
      chunk: 'ab',
      encoding: 'utf-8',
      bytes: 2,
      seq: 0,
      stream: handle,
    })
    expect(await streams.read(handle)).toMatchObject({ chunk: 'c', seq: 1 })
    expect(await streams.read(handle)).toEqual({ done: true, stream: handle })
    expect(await streams.read(handle)).toEqual({ done: true, stream: handle })
    expect(events).toEqual(['open', 'read 2', 'read 1'])
  })

  it('joins what is buffered when there is no maxBytes', async () => {
    const { streams } = createManager()
    const handle = streams.openText(['one ', 'two ', 'three'])
    expect(await streams.read(handle, { maxBytes: 2 })).toMatchObject({ chunk: 'on' })
    expect(await streams.read(handle)).toMatchObject({ chunk: 'e two three', seq: 1 })
  })

  it('gathers maxBytes over several chunks and keeps the rest', async () => {
    const { streams } = createManager()
    const handle = streams.open(source(bytes(1, 2), bytes(), bytes(3), bytes(4, 5, 6)), { encoding: 'hex' })
    expect(await streams.read(handle, { maxBytes: 4 })).toMatchObject({ chunk: '01020304', bytes: 4 })
    expect(await streams.read(handle, { maxBytes: 4 })).toMatchObject({ chunk: '0506', bytes: 2 })
    expect(await streams.read(handle, { maxBytes: 4 })).toMatchObject({ done: true })
  })

  it('decodes by name: text for utf-8 and json, hex, and base64 for anything else', async () => {
    const { streams } = createManager()
    const read = async (decode: string) => streams.read(streams.openText(['{"é":1}']), { decode })
    expect(await read('utf8')).toMatchObject({ chunk: '{"é":1}', encoding: 'utf-8' })
    expect(await read('json')).toMatchObject({ chunk: '{"é":1}', encoding: 'json' })
    expect(await read('hex')).toMatchObject({ chunk: '7b22c3a9223a317d', encoding: 'hex' })
    expect(await read('binary')).toMatchObject({ chunk: 'eyLDqSI6MX0=', encoding: 'base64' })
    expect(await read('toString')).toMatchObject({ encoding: 'base64' })
  })

  it('never cuts a character in two, at every chunk size and every maxBytes', async () => {
    const text = 'aé€😀z'
    const whole = utf8(text)
    for (let size = 1; size <= whole.length; size++) {
      for (const maxBytes of [undefined, 1, 2, 3, 5]) {
        const { streams } = createManager()
        const parts = Array.from({ length: Math.ceil(whole.length / size) }, (_, index) =>
          whole.slice(index * size, (index + 1) * size),
        )
        const handle = streams.open(source(...parts), { encoding: 'utf-8' })
        let seen = ''
        let total = 0
        for await (const chunk of streams.chunks(handle, { maxBytes })) {
          expect(chunk.chunk).not.toContain('\uFFFD')
          seen += chunk.chunk
          total += chunk.bytes
        }
        expect([seen, total]).toEqual([text, whole.length])
      }
    }
  })

  it('gives replacement characters for malformed bytes instead of waiting for more', async () => {
    const { streams } = createManager()
    const handle = streams.openBytes(bytes(0x61, 0xff, 0xc3), { encoding: 'utf-8' })
    expect(await streams.read(handle)).toMatchObject({ chunk: 'a\uFFFD\uFFFD', bytes: 3 })
  })

  it('keeps a byte order mark', async () => {
    const { streams } = createManager()
    expect(await streams.read(streams.openText(['\uFEFFx']))).toMatchObject({ chunk: '\uFEFFx', bytes: 4 })
  })

  it('gives overlapping reads their own bytes, in the order they were asked for', async () => {
    const { streams } = createManager()
    const handle = streams.open(source(utf8('abc'), utf8('def'), utf8('g')), { encoding: 'utf-8' })
    const reads = await Promise.all([1, 2, 3, 4].map(() => streams.read(handle, { maxBytes: 2 })))
    expect(reads.map((read) => (read.done ? null : [read.seq, read.chunk]))).toEqual([
      [0, 'ab'],
      [1, 'cd'],
      [2, 'ef'],
      [3, 'g'],
    ])
  })

  it('ends with stream_timeout and loses nothing', async () => {
    const clock = createSteppingClock()
    const { streams } = createManager(clock)
    const manual = manualSource()
    const handle = streams.open(manual.iterable, { encoding: 'utf-8' })
    const late = expect(streams.read(handle, { timeoutMs: 50 })).rejects.toMatchObject({ code: 'stream_timeout' })
    await clock.advance(50)
    await late
    expect(clock.pending).toBe(0)
    manual.give(utf8('late'))
    expect(await streams.read(handle, { timeoutMs: 50 })).toMatchObject({ chunk: 'late', seq: 0 })
    expect(manual.pulls).toBe(0)
  })

  it('ends with cancellation when the signal fires, before or during the wait', async () => {
    const { streams } = createManager()
    const handle = streams.open(manualSource().iterable)
    const controller = new AbortController()
    const read = expect(streams.read(handle, { signal: controller.signal })).rejects.toThrow(ExecutionCancelledError)
    controller.abort()
    await read
    await expect(streams.read(handle, { signal: controller.signal })).rejects.toThrow(ExecutionCancelledError)
  })

  it('delivers what came before a failure, then fails again and again', async () => {
    const { streams } = createManager()
    async function* failing() {
      yield utf8('ok')
      throw new Error('line cut')
    }
    const handle = streams.open(failing(), { encoding: 'utf-8' })
    expect(await streams.read(handle, { maxBytes: 10 })).toMatchObject({ chunk: 'ok' })
    await expect(streams.read(handle)).rejects.toMatchObject({ code: 'stream_failed' })
    await expect(streams.read(handle)).rejects.toThrow('The source of the stream failed: line cut')
  })

  it('keeps the code of a source that fails with a KernelError', async () => {
    const { streams } = createManager()
    // biome-ignore lint/correctness/useYield: a source that fails at the first pull
    async function* missing(): AsyncGenerator<Uint8Array> {
      throw new KernelError('ENOENT', 'ENOENT: gone')
    }
    await expect(streams.read(streams.open(missing()))).rejects.toMatchObject({ code: 'ENOENT' })
  })

  it('refuses what is no handle, and handles of another run', async () => {
    const { streams } = createManager()
    const other = createManager().streams.openText(['x'])
    const error = (handle: unknown) => {
      try {
        void streams.read(handle)
      } catch (caught) {
        return caught as KernelError
      }
      return undefined
    }
    expect(error(undefined)).toMatchObject({ code: 'stream_invalid_handle', message: 'stream handle required' })
    expect(error(null)).toMatchObject({ message: 'stream handle required' })
    expect(error({ id: 7 })).toMatchObject({ code: 'stream_invalid_handle', message: 'Invalid stream handle' })
    expect(error('stream-1')).toMatchObject({ message: 'Invalid stream handle' })
    expect(error(other)).toMatchObject({
      code: 'stream_unknown_handle',
      message: `Unknown stream handle: ${other.id}`,
    })
  })
})

describe('StreamManager.chunks()', () => {
  it('keeps the pieces of a source apart and pulls only on demand', async () => {
    const { streams } = createManager()
    let pulled = 0
    async function* counted() {
      for (const part of ['a', 'b', 'c']) {
        pulled++
        yield utf8(part)
      }
    }
    const handle = streams.open(counted(), { encoding: 'utf-8' })
    for await (const chunk of streams.chunks(handle)) {
      expect(chunk.chunk).toBe('a')
      break
    }
    expect(pulled).toBe(1)
    expect(await streams.read(handle)).toMatchObject({ chunk: 'b', seq: 1 })
  })

  it('keeps the chunks of a list apart', async () => {
    const { streams } = createManager()
    const seen: string[] = []
    for await (const { chunk } of streams.chunks(streams.openText(['x', '', 'y']))) seen.push(chunk)
    expect(seen).toEqual(['x', 'y'])
  })

  it('closes the stream when asked to, also when left early', async () => {
    const { streams } = createManager()
    const handle = streams.openText(['x', 'y'])
    for await (const _ of streams.chunks(handle, { close: true })) break
    expect(await streams.close(handle)).toBeUndefined()
  })

  it('refuses an unknown handle at once', () => {
    const { streams } = createManager()
    expect(() => streams.chunks({ id: 'nope' })).toThrow('Unknown stream handle: nope')
  })
})

describe('StreamManager.bytes()', () => {
  it('gives what earlier reads left, then the source, and closes the stream', async () => {
    const { streams, events } = createManager()
    const handle = streams.open(source(bytes(1, 2, 3), bytes(4)))
    await streams.read(handle, { maxBytes: 1 })
    const seen: number[] = []
    for await (const part of streams.bytes(handle)) seen.push(...part)
    expect(seen).toEqual([2, 3, 4])
    expect(events.at(-1)).toBe('close')
    expect(() => streams.bytes(handle)).toThrow('Unknown stream handle')
  })
})

describe('StreamManager.close()', () => {
  it('ends the source once and answers undefined the second time', async () => {
    const { streams } = createManager()
    const manual = manualSource()
    const handle = streams.open(manual.iterable)
    expect(await streams.close(handle)).toBe(handle)
    expect(await streams.close(handle)).toBeUndefined()
    expect(manual.returned).toBe(1)
  })

  it('wakes a reader that waits', async () => {
    const { streams } = createManager()
    const handle = streams.open(manualSource().iterable)
    const read = expect(streams.read(handle)).rejects.toMatchObject({ code: 'stream_unknown_handle' })
    await Promise.resolve()
    await streams.close(handle)
    await read
  })

  it('does not wait for a generator that hangs in its pull', async () => {
    const { streams } = createManager()
    async function* hanging() {
      yield utf8('first')
      await new Promise(() => {})
    }
    const handle = streams.open(hanging())
    await streams.read(handle)
    void streams.read(handle).catch(() => undefined)
    await new Promise((resolve) => setTimeout(resolve, 0))
    expect(await streams.close(handle)).toBe(handle)
  })

  it('reports a source that cannot be ended', async () => {
    const { streams } = createManager()
    async function* stubborn() {
      try {
        yield utf8('x')
        yield utf8('y')
      } finally {
        // biome-ignore lint/correctness/noUnsafeFinally: the failing cleanup is what is tested
        throw new Error('cannot close')
      }
    }
    const handle = streams.open(stubborn())
    await streams.read(handle)
    await expect(streams.close(handle)).rejects.toMatchObject({ code: 'stream_failed' })
    expect(await streams.close(handle)).toBeUndefined()
  })
})

describe('StreamManager.closeAll()', () => {
  it('closes every stream and throws the first failure afterwards', async () => {
    const { streams } = createManager()
    const manual = [manualSource(), manualSource()]
    streams.open(manual[0]!.iterable)
    const failing = {
      [Symbol.asyncIterator]: () => ({
        next: async () => ({ done: true as const, value: undefined }),
        return: () => Promise.reject(new Error('no')),
      }),
    }
    streams.open(failing)
    streams.open(manual[1]!.iterable)
    await expect(streams.closeAll()).rejects.toMatchObject({ code: 'stream_failed' })
    expect(manual.map((one) => one.returned)).toEqual([1, 1])
    await streams.closeAll()
  })
})

describe('StreamManager handles', () => {
  it('are plain JSON with ids nobody can guess from another', () => {
    const { streams } = createManager()
    const first = streams.openBytes(bytes(1, 2), { mediaType: 'image/png' })
    const second = streams.open(source())
    expect(JSON.parse(JSON.stringify(first))).toEqual(first)
    expect(first).toMatchObject({
      encoding: 'binary',
      mediaType: 'image/png',
      storage: { kind: 'memory', size: 2 },
      metadata: {},
    })
    expect(second.storage).toEqual({ kind: 'external' })
    expect(first.id).toMatch(/^stream-[0-9a-f]{32}$/)
    expect(first.id).not.toBe(second.id)
    expect(streams.isHandle(first)).toBe(true)
    for (const other of [null, 'x', [], {}, { id: '' }, { id: 4 }]) expect(streams.isHandle(other)).toBe(false)
  })
})

describe('StreamManager throughput', () => {
  it('passes 256 MiB in 64 KiB chunks without keeping them', async () => {
    const { streams } = createManager()
    const piece = new Uint8Array(65_536).fill(97)
    async function* large() {
      for (let index = 0; index < 4096; index++) yield piece
    }
    let total = 0
    let largest = 0
    for await (const chunk of streams.chunks(streams.open(large(), { encoding: 'utf-8' }))) {
      total += chunk.bytes
      largest = Math.max(largest, chunk.bytes)
    }
    expect([total, largest]).toEqual([256 * 1024 * 1024, 65_536])
  })
})
