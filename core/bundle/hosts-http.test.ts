import { expect, test } from 'vitest'
import { composeFromValue } from '../compose/compose-from-value.ts'
import { hostsHttp } from './hosts-http.ts'

test.each([
  [true, [{ call: 'lcod://env/http_host@0.1.0' }]],
  [true, [{ call: 'lcod://flow/try@1', slots: { children: [{ call: 'lcod://env/http_host@0.1.0' }] } }]],
  [false, [{ call: 'lcod://env/http_host/stop@1' }, { call: 'lcod://http/api_route@0.1.0' }]],
])('hostsHttp() is %s for %j', (answer, steps) => {
  expect(hostsHttp(composeFromValue(steps).steps)).toBe(answer)
})
