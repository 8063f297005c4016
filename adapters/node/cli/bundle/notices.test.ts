import { expect, test } from 'vitest'
import { noticesText } from './notices.ts'

const MIT = { version: '1.0.0', identifier: 'MIT', text: 'Terms' }

test('noticesText() names each package once, and a text once for all that share it', () => {
  const one = { ...MIT, name: 'one' }
  const text = noticesText([
    [one, { ...MIT, name: 'two' }],
    [one, { ...MIT, name: 'three', text: 'Others' }],
  ])
  expect(text.match(/^\* .*$/gm)).toEqual(['* one 1.0.0 (MIT)', '* two 1.0.0 (MIT)', '* three 1.0.0 (MIT)'])
  expect(text.match(/^(Terms|Others)$/gm)).toEqual(['Terms', 'Others'])
  expect(text).toContain('\none 1.0.0 (MIT)\ntwo 1.0.0 (MIT)\n')
})
