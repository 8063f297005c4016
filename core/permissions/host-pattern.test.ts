import { describe, expect, it } from 'vitest'
import { describeTarget, hostGranted } from './host-pattern.ts'

const granted = (pattern: string, host: string, port = 443) => hostGranted([pattern], { host, port })

describe('hostGranted()', () => {
  it.each([
    ['example.com', 'example.com', 443],
    ['example.com', 'EXAMPLE.com.', 8080],
    ['Example.COM', 'example.com', 443],
    ['example.com:8080', 'example.com', 8080],
    ['*.example.com', 'a.example.com', 443],
    ['*.example.com', 'a.b.example.com', 443],
    ['*.example.com:8080', 'a.example.com', 8080],
    ['*', 'example.com', 443],
    ['*:443', 'example.com', 443],
    ['*', '8.8.8.8', 443],
    ['127.0.0.1', '2130706433', 80],
    ['127.0.0.1:80', '0x7f.1', 80],
    ['[::1]:8080', '::1', 8080],
    ['::1', '[::1]', 80],
    ['[0:0::1]', '::1', 80],
    ['localhost', 'localhost', 3000],
    ['bücher.example', 'xn--bcher-kva.example', 443],
  ])('%s names %s at %i', (pattern, host, port) => {
    expect(granted(pattern, host, port)).toBe(true)
  })

  it.each([
    ['example.com', 'example.com.evil.net', 443],
    ['example.com', 'notexample.com', 443],
    ['example.com', 'a.example.com', 443],
    ['example.com:8080', 'example.com', 443],
    ['*.example.com', 'example.com', 443],
    ['*.example.com', 'evilexample.com', 443],
    ['*:443', 'example.com', 80],
    ['', 'example.com', 443],
    ['*', '127.0.0.1', 80],
    ['*', '2130706433', 80],
    ['*', '[::ffff:10.0.0.1]', 80],
    ['*', '169.254.169.254', 80],
    ['*', 'localhost', 80],
    ['*.google.internal', 'metadata.google.internal', 80],
    ['*.localhost', 'app.localhost', 80],
    ['127.0.0.1', '127.0.0.2', 80],
  ])('%s does not name %s at %i', (pattern, host, port) => {
    expect(granted(pattern, host, port)).toBe(false)
  })
})

describe('describeTarget()', () => {
  it('writes hosts in one form', () => {
    expect(describeTarget({ host: 'EXAMPLE.com.', port: 1 })).toBe('example.com:1')
    expect(describeTarget({ host: '::1', port: 2 })).toBe('[::1]:2')
    expect(describeTarget({ host: '0x7f.1', port: 3 })).toBe('127.0.0.1:3')
  })
})
