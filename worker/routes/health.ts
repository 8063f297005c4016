import { Hono } from 'hono'

/** `GET /health`: the Worker answers. */
export function healthRoute(): Hono {
  return new Hono().get('/', (c) => c.json({ status: 'ok' }))
}
