import { expect, it } from 'vitest'
import { urlWithoutSecrets } from './http-error.ts'

it.each([
  ['https://user:secret@example.com:8443/a/b?token=secret#secret', 'https://example.com:8443/a/b'],
  ['http://example.com', 'http://example.com/'],
  ['file:///a/b?c', 'file:///a/b'],
  ['not a url?token=secret', '"not a url"'],
])('urlWithoutSecrets() of %s is %s', (url, shown) => {
  expect(urlWithoutSecrets(url)).toBe(shown)
})
