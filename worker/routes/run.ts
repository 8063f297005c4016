import { type Context, Hono } from 'hono'
import { Refusal, toFault } from '../fault.ts'
import { readBody } from '../read-body.ts'
import { type RunDeps, runCompose } from '../run-compose.ts'
import { type RunRequest, readJsonRequest, readYamlRequest } from '../run-request.ts'
import { createRunSlots } from '../run-slots.ts'
import { sameSecret } from '../same-secret.ts'
import type { Settings } from '../settings.ts'
import { createTraceStream } from '../trace-stream.ts'

/** `POST /run`: runs a compose or a component, and answers with `{ result }` or with the events of the run. */
export function runRoute(deps: RunDeps): Hono {
  const { settings } = deps
  const slots = createRunSlots(settings.maxRuns)
  return new Hono()
    .post('/', async (c) => {
      await ensureAllowed(c.req.header('authorization'), settings)
      // Before the body is read: bodies that wait cost memory too.
      const release = slots.take()
      let answer: Answer
      try {
        answer = startRun(await readRequest(c.req.raw, settings), c.req.raw, deps)
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

const YAML_TYPES = ['application/yaml', 'application/x-yaml', 'text/yaml']

async function ensureAllowed(authorization: string | undefined, { open, token }: Settings): Promise<void> {
  if (open) return
  const given = /^Bearer +(.+)$/i.exec(authorization ?? '')?.[1] ?? ''
  // Compared even when there is nothing to compare with: no answer comes sooner than another.
  const same = await sameSecret(given, token ?? '')
  if (token === null || !same) {
    throw new Refusal(401, 'unauthorized', 'Runs need the header "Authorization: Bearer <token>"')
  }
}

async function readRequest(request: Request, { maxBodyBytes, limits }: Settings): Promise<RunRequest> {
  const type = (request.headers.get('content-type') ?? 'application/json').split(';')[0]?.trim().toLowerCase() ?? ''
  if (type !== 'application/json' && !YAML_TYPES.includes(type)) {
    throw new Refusal(415, 'unsupported_type', 'The body must be application/json or application/yaml')
  }
  const text = await readBody(request, maxBodyBytes, limits.wallMs)
  const readYaml = async (document: string) => {
    // Most requests bring none, and the YAML parser is a good part of the start-up work.
    const { readYamlCompose } = await import('../read-yaml-compose.ts')
    return readYamlCompose(document, maxBodyBytes)
  }
  return type === 'application/json' ? readJsonRequest(text, readYaml) : readYamlRequest(await readYaml(text))
}

interface Answer {
  /** The run is over, its cleanup too. Never rejects. */
  readonly ended: Promise<unknown>
  /** There at once for a stream of events. */
  readonly response?: Response
  /** What to answer when the run is over. */
  readonly whole: Promise<Response>
}

function startRun(request: RunRequest, raw: Request, deps: RunDeps): Answer {
  const gone = new AbortController()
  const leave = () => gone.abort(new Error('The client went away'))
  if (raw.signal.aborted) leave()
  else raw.signal.addEventListener('abort', leave, { once: true })

  if (!(raw.headers.get('accept') ?? '').includes('text/event-stream')) {
    const whole = runCompose(request, deps, { signal: gone.signal }).then((result) => Response.json({ result }))
    return { whole, ended: whole.catch(() => undefined) }
  }
  const stream = createTraceStream(leave)
  const ended = runCompose(request, deps, { signal: gone.signal, observer: stream.observer }).then(
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
