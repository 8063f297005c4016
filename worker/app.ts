import { Hono } from 'hono'
import { cors } from 'hono/cors'
import { standardComponents } from '../core/standard-components.ts'
import { Refusal, toFault } from './fault.ts'
import { componentsRoute } from './routes/components.ts'
import { healthRoute } from './routes/health.ts'
import { runRoute } from './routes/run.ts'
import type { RunDeps } from './run-compose.ts'

/** The Worker's HTTP interface; `docs/runtime.md` describes it. Joins no bindings: those come as `deps`. */
export function createApp(deps: RunDeps): Hono {
  const app = new Hono()
  const { origins } = deps.settings
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
  app.route('/health', healthRoute())
  app.route('/components', componentsRoute(standardComponents))
  app.route('/run', runRoute(deps))
  app.notFound(() => {
    throw new Refusal(404, 'unknown_route', 'There are GET /health, GET /components and POST /run')
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
