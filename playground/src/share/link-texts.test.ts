import { expect, test } from 'vitest'
import { linkText } from './link-texts.ts'

test('linkText() lets no name out of its place', () => {
  const url = 'https://play.example/#v1=abc'
  const name = 'a](evil) "<b>\n&'
  expect(linkText('link', url, name)).toBe(url)
  expect(linkText('markdown', url, name)).toBe(`[a\\](evil) "<b> &](${url})`)
  expect(linkText('frame', url, name)).toContain('title="a](evil) &quot;&lt;b&gt;\n&amp;"')
})
