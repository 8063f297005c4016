import { type Context, Hono } from 'hono'
import { ensureBounded } from '../../core/ensure-bounded.ts'
import { Refusal, toFault } from '../fault.ts'
import type { RunControls } from '../run-compose.ts'
import { createRunSlots } from '../run-slots.ts'
import { sameSecret } from '../same-secret.ts'
import type { Settings } from '../settings.ts'
import { createTraceStream } from '../trace-stream.ts'

/** Runs what a request asked for. */
export type PreparedRun = (controls: RunControls) => Promise<unknown>

/**
 * `POST /run`: runs something, and answers with `{ result }` or with the events of the run.
 *
 * @param prepare reads a request; it throws what the answer is to be when nothing can run.
 */
export function runRoute(settings: Settings, prepare: (request: Request) => Promise<PreparedRun>): Hono {
  const slots = createRunSlots(settings.maxRuns)
  return new Hono()
    .post('/', async (c) => {
      await ensureAllowed(c.req.header('authorization'), settings)
      // Before the body is read: bodies that wait cost memory too.
      const release = slots.take()
      let answer: Answer
      try {
        answer = startRun(await prepare(c.req.raw), c.req.raw)
      } catch (error) {
        release()
        throw error
      }
      const ended = answer.ended.finally(release)
      keepAlive(c, ended)
      return answer.response ?? (await answer.whole)
    })
    .all('/', () => {
      throw new Refusal(405, 'method_not_allowed', 'Runs are asked for by POST')
    })
}

async function ensureAllowed(authorization: string | undefined, { open, token }: Settings): Promise<void> {
  if (open) return
  const given = /^Bearer +(.+)$/i.exec(authorization ?? '')?.[1] ?? ''
  // Compared even when there is nothing to compare with: no answer comes sooner than another.
  const same = await sameSecret(given, token ?? '')
  if (token === null || !same) {
    throw new Refusal(401, 'unauthorized', 'Runs need the header "Authorization: Bearer <token>"')
  }
}

interface Answer {
  /** The run is over, its cleanup too. Never rejects. */
  readonly ended: Promise<unknown>
  /** There at once for a stream of events. */
  readonly response?: Response
  /** What to answer when the run is over. */
  readonly whole: Promise<Response>
}

function startRun(prepared: PreparedRun, raw: Request): Answer {
  const gone = new AbortController()
  const leave = () => gone.abort(new Error('The client went away'))
  if (raw.signal.aborted) leave()
  else raw.signal.addEventListener('abort', leave, { once: true })

  const run = async (controls: RunControls) => {
    const result = await prepared(controls)
    ensureBounded(result)
    return result
  }
  if (!(raw.headers.get('accept') ?? '').includes('text/event-stream')) {
    const whole = run({ signal: gone.signal }).then((result) => Response.json({ result }))
    return { whole, ended: whole.catch(() => undefined) }
  }
  const stream = createTraceStream(leave)
  const ended = run({ signal: gone.signal, observer: stream.observer }).then(
    (result) => stream.end('result', { result }),
    (error) => stream.end('error', toFault(error).body),
  )
  const response = new Response(stream.body, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } })
  return { ended, response, whole: Promise.resolve(response) }
}

/** A request whose client went away is dropped with all that waits in it, cleanup too, unless it is told to stay. */
function keepAlive(c: Context, ended: Promise<unknown>): void {
  let context: { waitUntil(promise: Promise<unknown>): void } | undefined
  try {
    context = c.executionCtx
  } catch {
    // There is none outside Workers.
  }
  context?.waitUntil(ended)
}
