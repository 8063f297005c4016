import { afterEach, describe, expect, it } from 'vitest'
import { ExecutionCancelledError, KernelError } from '../../../core/errors/kernel-error.ts'
import type { TraceEvent } from '../../../core/trace/events.ts'
import { createMemoryFiles } from '../../memory/index.ts'
import { KernelConnection } from './kernel-connection.ts'
import { createRemoteFiles } from './remote-files.ts'
import { type KernelService, serveKernel } from './serve-kernel.ts'
import type { RunRequest } from './worker-protocol.ts'

const STORAGE = { kind: 'memory', persistent: false, refused: [{ kind: 'opfs', reason: 'SecurityError: no' }] }
const REQUEST: RunRequest = { text: 'compose: []', file: 'a.yaml' }

const cleanups: Array<() => void> = []
afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup()
})

/** Both ends over a real message channel, with a service whose `run` the test gives. */
function connect(run: KernelService['run'], open?: () => Promise<KernelService>, more: Partial<KernelService> = {}) {
  const { port1, port2 } = new MessageChannel()
  port1.start()
  port2.start()
  const files = createMemoryFiles({ cwd: '/' })
  const stop = serveKernel(port2, { open: open ?? (async () => ({ storage: STORAGE, files, run, ...more })) })
  const connection = new KernelConnection(port1)
  cleanups.push(() => {
    stop()
    port1.close()
  })
  return { connection, files }
}

function event(seq: number): TraceEvent {
  return { seq, t: 0, path: '', iteration: [], depth: 0, type: 'slot', phase: 'exit', slot: 'body' }
}

describe('serveKernel() and KernelConnection', () => {
  it('open() tells where the files are kept', async () => {
    const { connection } = connect(async () => ({}))
    expect(await connection.open({ workspace: 'a' })).toEqual(STORAGE)
  })

  it('run() gives the result, also for runs that overlap', async () => {
    const { connection } = connect(async ({ input }) => ({ got: input?.['n'] }))
    await connection.open({ workspace: 'a' })
    const runs = [1, 2, 3].map((n) => connection.run({ ...REQUEST, input: { n } }).result)
    expect(await Promise.all(runs)).toEqual([{ got: 1 }, { got: 2 }, { got: 3 }])
  })

  it('run() sends all events in order and before the result', async () => {
    const { connection } = connect(async (_, { observer }) => {
      for (let seq = 0; seq < 2000; seq++) observer?.(event(seq))
      return {}
    })
    await connection.open({ workspace: 'a' })
    const batches: number[][] = []
    const run = connection.run(
      { ...REQUEST, trace: true },
      { onEvents: (events) => batches.push(events.map((e) => e.seq)) },
    )
    await run.result
    expect(batches.flat()).toEqual(Array.from({ length: 2000 }, (_, seq) => seq))
    expect(batches.length).toBeLessThan(10)
  })

  it('run() has no observer unless events are wanted', async () => {
    const { connection } = connect(async (_, { observer }) => ({ observed: observer !== undefined }))
    await connection.open({ workspace: 'a' })
    expect(await connection.run(REQUEST).result).toEqual({ observed: false })
  })

  it('run() fails with the error of the run, its data, place and frames', async () => {
    const frame = { path: '/compose/0', call: 'lcod://x@1' }
    const { connection } = connect(async () => {
      const source = { file: 'a.yaml', start: 1, end: 2 }
      const error = new KernelError('flow_throw', 'No', { data: { a: 1 }, hint: 'Try', source })
      error.frames.push(frame)
      throw error
    })
    await connection.open({ workspace: 'a' })
    const error = await connection.run(REQUEST).result.catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(KernelError)
    expect(error).toMatchObject({ code: 'flow_throw', message: 'No', data: { a: 1 }, hint: 'Try', frames: [frame] })
  })

  it('run() fails as cancelled when it was asked to end', async () => {
    const { connection } = connect(
      (_, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(new ExecutionCancelledError(signal.reason)))
        }),
    )
    await connection.open({ workspace: 'a' })
    const run = connection.run(REQUEST)
    run.cancel('the user stopped it')
    const error = await run.result.catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ExecutionCancelledError)
    expect(error).toMatchObject({ reason: 'the user stopped it' })
  })

  it.each([
    ['the page grants it', async () => true, true],
    ['the page refuses it', async () => false, false],
    ['nobody is there to ask', undefined, false],
    [
      'asking fails',
      async () => {
        throw new Error('no dialog')
      },
      false,
    ],
  ])('run() hears %s', async (_, onPermission, granted) => {
    const { connection } = connect(async (_request, { ask }) => ({
      granted: await ask({ kind: 'net', value: 'a.example' }),
    }))
    await connection.open({ workspace: 'a' })
    expect(await connection.run(REQUEST, { onPermission }).result).toEqual({ granted })
  })

  it('run() takes a question back that nobody waits for, and a late answer is none', async () => {
    let late: ((granted: boolean) => void) | undefined
    const { connection } = connect(async (_request, { ask }) => {
      const controller = new AbortController()
      const answer = ask({ kind: 'net', value: 'a.example' }, controller.signal)
      await ask({ kind: 'net', value: 'b.example' })
      controller.abort()
      return { granted: await answer }
    })
    await connection.open({ workspace: 'a' })
    const withdrawn: string[] = []
    const onPermission = ({ value }: { value: string }, signal: AbortSignal) =>
      new Promise<boolean>((resolve) => {
        if (value === 'b.example') return resolve(true)
        late = resolve
        signal.addEventListener('abort', () => withdrawn.push(value))
      })
    expect(await connection.run(REQUEST, { onPermission }).result).toEqual({ granted: false })
    late?.(true)
    expect(withdrawn).toEqual(['a.example'])
  })

  it('files work over the line, errors included', async () => {
    const { connection, files } = connect(async () => ({}))
    await connection.open({ workspace: 'a' })
    const remote = createRemoteFiles((operation) => connection.files(operation))
    await remote.write('/b/a.txt', new TextEncoder().encode('text'), { createParents: true })
    expect(new TextDecoder().decode(await remote.read('/b/a.txt'))).toBe('text')
    expect(await remote.list('/b')).toEqual([{ name: 'a.txt', kind: 'file' }])
    await remote.rename('/b/a.txt', '/c.txt')
    expect(await remote.info('/b/a.txt')).toBeNull()
    expect(await remote.info('/c.txt')).toMatchObject({ kind: 'file', size: 4 })
    await remote.makeDirectory('/d')
    await remote.remove('/b')
    expect((await files.list('/')).map((entry) => entry.name)).toContain('d')
    await expect(remote.read('/nothing')).rejects.toMatchObject({ code: 'ENOENT', data: { path: '/nothing' } })
  })

  it('readValue() gives a value by its number, null for one that is gone and where none is kept', async () => {
    const readValue = (ref: number) => (ref === 7 ? { text: '[1]', length: 3 } : null)
    const { connection } = connect(async () => ({}), undefined, { readValue })
    await connection.open({ workspace: 'a' })
    expect(await connection.readValue(7)).toEqual({ text: '[1]', length: 3 })
    expect(await connection.readValue(8)).toBeNull()
    const bare = connect(async () => ({})).connection
    await bare.open({ workspace: 'a' })
    expect(await bare.readValue(7)).toBeNull()
  })

  it('importRepository() tells how far it is and gives the commit', async () => {
    const { connection } = connect(async () => ({}), undefined, {
      async importRepository({ url }, { onProgress }) {
        onProgress({ phase: 'Receiving objects', loaded: 1, total: 2 })
        return { commit: `${url}!`, ref: 'refs/heads/main' }
      },
    })
    await connection.open({ workspace: 'a' })
    const seen: unknown[] = []
    const { result } = connection.importRepository({ url: 'u', dest: '/a' }, (progress) => seen.push(progress))
    expect(await result).toEqual({ commit: 'u!', ref: 'refs/heads/main' })
    expect(seen).toEqual([{ phase: 'Receiving objects', loaded: 1, total: 2 }])
  })

  it('importRepository() fails as cancelled when it was asked to end', async () => {
    const { connection } = connect(async () => ({}), undefined, {
      importRepository: (_, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(new ExecutionCancelledError(signal.reason)))
        }),
    })
    await connection.open({ workspace: 'a' })
    const { result, cancel } = connection.importRepository({ url: 'u', dest: '/a' })
    cancel('enough')
    await expect(result).rejects.toBeInstanceOf(ExecutionCancelledError)
  })

  it('importRepository() fails where the workspace cannot do it', async () => {
    const { connection } = connect(async () => ({}))
    await connection.open({ workspace: 'a' })
    const { result } = connection.importRepository({ url: 'u', dest: '/a' })
    await expect(result).rejects.toMatchObject({ code: 'host_capability_missing' })
  })

  it('a workspace that does not open fails everything with its reason', async () => {
    const { connection } = connect(
      async () => ({}),
      async () => {
        throw new KernelError('EBUSY', 'EBUSY: in use: "/"')
      },
    )
    await expect(connection.open({ workspace: 'a' })).rejects.toMatchObject({ code: 'EBUSY' })
    await expect(connection.run(REQUEST).result).rejects.toMatchObject({ code: 'EBUSY' })
  })

  it('end() fails what waits and what comes', async () => {
    const { connection } = connect(() => new Promise(() => undefined))
    await connection.open({ workspace: 'a' })
    const waiting = connection.run(REQUEST).result
    connection.end()
    await expect(waiting).rejects.toBeInstanceOf(ExecutionCancelledError)
    await expect(connection.run(REQUEST).result).rejects.toBeInstanceOf(ExecutionCancelledError)
  })

  it('a request that cannot be cloned fails and leaves nothing waiting', async () => {
    const { connection } = connect(async () => ({}))
    await connection.open({ workspace: 'a' })
    const run = connection.run({ ...REQUEST, input: { broken: () => undefined } })
    await expect(run.result).rejects.toMatchObject({ code: 'invalid_input' })
  })
})
