import { describe, expect, test } from 'vitest'
import { failText, runText } from '../../testing/run-text.ts'
import { runPure } from '../testing/run-pure.ts'
import { apiRoute } from './api-route.ts'

describe('apiRoute', () => {
  test('gives the route in canonical form, with what it is given and no more', () => {
    expect(runPure(apiRoute, { sequenceId: 's' })).toEqual({ route: { method: 'GET', path: '/', sequenceId: 's' } })
    const given = {
      method: 'post',
      path: 'a/b/',
      sequenceId: 's',
      description: 'd',
      middlewares: ['m'],
      parseJson: false,
    }
    expect(runPure(apiRoute, given)).toEqual({ route: { ...given, method: 'POST', path: '/a/b' } })
  })

  test('refuses to be without a sequence', () => {
    for (const sequenceId of [undefined, null, '', 5]) {
      expect(() => runPure(apiRoute, { path: '/a', sequenceId })).toThrow('sequenceId is required for http/api_route')
    }
    expect(() => runPure(apiRoute, { method: 'GET /', sequenceId: 's' })).toThrow('method must be an HTTP method')
  })
})

describe('httpApp', () => {
  test('shows the project to its slots, and the sequences to the second', async () => {
    const { app } = await runText(`
compose:
  - call: lcod://project/http_app@0.1.0
    in: { name: shop, basePath: shop/, metadata: { v: 1 } }
    slots:
      sequences:
        - call: lcod://impl/set@1
          in: { sequence: { id: $slot.project.name, handler: {} } }
          out: { sequence: sequence }
      apis:
        - call: lcod://http/api_route@0.1.0
          in: { path: $.project.basePath, sequenceId: $.sequences.0.id }
          out: { route: route }
    out: { app: $ }
`)
    expect(app).toEqual({
      project: { name: 'shop', basePath: '/shop', metadata: { v: 1 } },
      sequences: [{ id: 'shop', handler: {} }],
      routes: [{ method: 'GET', path: '/shop', sequenceId: 'shop' }],
    })
  })

  test('takes lists, and nothing for slots that are missing or leave nothing', async () => {
    const { app } = await runText(`
compose:
  - call: lcod://project/http_app@0.1.0
    in: { name: shop }
    slots:
      apis:
        - { call: lcod://impl/set@1, in: { routes: [{ path: /a }, null, 5] }, out: { routes: routes } }
    out: { app: $ }
`)
    expect(app).toEqual({
      project: { name: 'shop', basePath: '/', metadata: {} },
      sequences: [],
      routes: [{ path: '/a' }],
    })
  })

  test('needs a name', async () => {
    const error = await failText('compose: [{ call: lcod://project/http_app@0.1.0, in: { basePath: / } }]')
    expect(error).toMatchObject({ code: 'invalid_input', data: { input: 'name' } })
  })
})
