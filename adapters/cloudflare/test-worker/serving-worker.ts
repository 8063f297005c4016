import { composeFromValue } from '../../../core/compose/compose-from-value.ts'
import { createKernel } from '../../../core/kernel.ts'
import type { NativeComponent } from '../../../core/run/component.ts'
import { createCloudflareHost, serveHosts } from '../index.ts'

interface Bindings {
  /** The grant to listen, as JSON. */
  readonly LISTEN: string
}

const hello = {
  call: 'lcod://contract/core/string/format@1',
  in: { template: 'Hello, {name}', values: { name: '$.request.query.name' } },
  out: { body: 'value' },
}
const twice = [
  { call: 'lcod://impl/delay@1', in: { ms: 5 } },
  { call: 'lcod://impl/set@1', in: { body: ['$.request.body', '$.request.body'] }, out: { body: 'body' } },
]

/** A native, so that the paths in its handlers are not read before there is a request. */
const app: NativeComponent = {
  kind: 'native',
  id: 'lcod://test/app@1',
  run: () => ({
    routes: [
      { path: 'hello', sequenceId: 'hello' },
      { method: 'POST', path: 'twice', sequenceId: 'twice' },
    ],
    sequences: [
      { id: 'hello', handler: { type: 'compose', compose: [hello] } },
      { id: 'twice', handler: { type: 'compose', compose: twice } },
    ],
  }),
}

const composition = composeFromValue([
  {
    call: 'lcod://env/http_host@0.1.0',
    in: { port: 80, basePath: '/api', maxBodyBytes: 1000 },
    slots: { projects: [{ call: app.id, out: { project: '$' } }] },
  },
])

export default serveHosts<Bindings>((listen, bindings) => {
  const host = createCloudflareHost({ bindings, ports: { listen } })
  const kernel = createKernel({ host, permissions: { listen: JSON.parse(bindings.LISTEN) } })
  return kernel.run(composition, { components: [app], keepServers: () => {} })
})
