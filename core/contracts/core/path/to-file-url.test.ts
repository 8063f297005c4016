import { expect, test } from 'vitest'
import { runPure } from '../../testing/run-pure.ts'
import { pathToFileUrl } from './to-file-url.ts'

test.each([
  ['/a/./b', 'file:///a/b/'],
  ['/a/././b/', 'file:///a/b/'],
  ['C:\\x\\y', 'file://C:/x/y/'],
  ['rel', 'file://rel/'],
  ['/a b/é', 'file:///a b/é/'],
  ['/', 'file:///'],
  ['', null],
  [undefined, null],
  [null, null],
])('pathToFileUrl() of %j is %j', (path, url) => {
  expect(runPure(pathToFileUrl, { path })).toEqual({ url })
})
