import { expect, test } from 'vitest'
import type { Dict } from '../../values.ts'
import { RouteTable } from './route-table.ts'

const sequence = { id: 'list', handler: { type: 'script', source: '() => ({})' } }
const route = (method: string, path: string, extra: Dict = {}) => ({ method, path, sequenceId: 'list', ...extra })
const app = (routes: unknown[], project: Dict = { name: 'shop', basePath: '/shop' }) => ({
  project,
  routes,
  sequences: [sequence],
})
const failureOf = (entries: Dict[]) => {
  try {
    return new RouteTable(entries, '/')
  } catch (error) {
    return error
  }
}

test('RouteTable() joins the base paths of host and app before the path of the route', () => {
  const table = new RouteTable([app([route('get', 'items/')])], '/api')
  expect(table.routes).toMatchObject([{ method: 'GET', path: '/api/shop/items', sequenceId: 'list', sequence }])
  expect(table.projects).toEqual([{ name: 'shop', basePath: '/shop', metadata: {} }])
})

test('RouteTable() takes a project with its routes and sequences in it', () => {
  const inline = { name: 'inline', basePath: 'in', routes: [route('POST', '/')], sequences: [sequence] }
  expect(new RouteTable([inline], '/').routes).toMatchObject([{ method: 'POST', path: '/in' }])
})

test('RouteTable() refuses the same method and path twice, also over apps and spellings', () => {
  const twice = [app([route('GET', '/a b')]), app([route('get', '/a%20b/')], { name: 'other', basePath: 'shop' })]
  expect(failureOf(twice)).toMatchObject({
    code: 'http_route_duplicate',
    message: 'Duplicate route registered: GET /shop/a%20b',
  })
})

test('RouteTable() looks for a sequence in the app of its route only', () => {
  const strangers = [app([]), { project: { name: 'b' }, routes: [route('GET', '/')], sequences: [] }]
  expect(failureOf(strangers)).toMatchObject({
    code: 'http_sequence_not_found',
    message: 'Sequence not found for route list',
  })
})

test('RouteTable() refuses routes without a sequence and methods that HTTP cannot send', () => {
  expect(failureOf([app([{ path: '/a' }])])).toMatchObject({
    code: 'invalid_input',
    message: 'sequenceId is required for the route GET /shop/a',
  })
  expect(failureOf([app([route('GET /x\r\nEvil:', '/a')])])).toMatchObject({ code: 'invalid_input' })
})

test('match() answers HEAD by GET, and tells the methods of a path that has others', () => {
  const table = new RouteTable([app([route('GET', '/a'), route('PUT', '/a'), route('POST', '/b')])], '/')
  expect(table.match('HEAD', '/shop/a')).toMatchObject({ kind: 'route', route: { method: 'GET' } })
  expect(table.match('put', '/shop/a')).toMatchObject({ kind: 'route', route: { method: 'PUT' } })
  expect(table.match('DELETE', '/shop/a')).toEqual({ kind: 'other-method', allow: ['GET', 'HEAD', 'OPTIONS', 'PUT'] })
  expect(table.match('GET', '/shop/b')).toEqual({ kind: 'other-method', allow: ['OPTIONS', 'POST'] })
  expect(table.match('GET', '/shop/A')).toEqual({ kind: 'unknown' })
})
