import { Hono } from 'hono'
import type { Component } from '../../core/resolve/registry.ts'

/** `GET /components`: what composes may call, with the schemas of input and output. */
export function componentsRoute(components: readonly Component[]): Hono {
  let text: string | undefined
  return new Hono().get('/', (c) => {
    text ??= JSON.stringify({ components: components.map(describe) })
    return c.body(text, 200, { 'content-type': 'application/json' })
  })
}

function describe({ id, aliases = [], summary, input, output, slots, needs = [] }: Component) {
  return { id, aliases, summary, input, output, slots, needs }
}
