import { Hono } from 'hono'
import { cors } from 'hono/cors'
import { standardComponents } from '../core/standard-components.ts'
import { Refusal, toFault } from './fault.ts'
import { readRequest } from './read-request.ts'
import { componentsRoute } from './routes/components.ts'
import { healthRoute } from './routes/health.ts'
import { runRoute } from './routes/run.ts'
import { type RunDeps, runCompose } from './run-compose.ts'
import type { Settings } from './settings.ts'

/** The Worker's HTTP interface; `docs/runtime.md` describes it. Joins no bindings: those come as `deps`. */
export function createApp(deps: RunDeps): Hono {
  const { settings } = deps
  const app = createService(settings, 'There are GET /health, GET /components and POST /run')
  app.route('/health', healthRoute())
  app.route('/components', componentsRoute(standardComponents))
  const run = runRoute(settings, async (raw) => {
    const request = await readRequest(raw, settings)
    return (controls) => runCompose(request, deps, controls)
  })
  app.route('/run', run)
  return app
}

/** What all routes of a Worker have in common: headers, pages that may call, errors. */
export function createService({ origins }: Settings, routes: string): Hono {
  const app = new Hono()
  app.use(async (c, next) => {
    await next()
    c.header('x-content-type-options', 'nosniff')
    c.header('cache-control', 'no-store')
  })
  app.use(
    cors({
      origin: (origin) => (origins.includes(origin) ? origin : null),
      allowMethods: ['GET', 'POST'],
      allowHeaders: ['authorization', 'content-type'],
      maxAge: 600,
    }),
  )
  app.notFound(() => {
    throw new Refusal(404, 'unknown_route', routes)
  })
  app.onError((error, c) => {
    const { status, body } = toFault(error)
    if (status === 500) console.error(error)
    if (status === 401) c.header('www-authenticate', 'Bearer')
    if (status === 429) c.header('retry-after', '1')
    return c.json(body, status)
  })
  return app
}
