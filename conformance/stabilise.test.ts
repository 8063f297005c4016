import { describe, expect, it } from 'vitest'
import { Stabiliser } from './stabilise.ts'

describe('Stabiliser', () => {
  it('replaces the working directory, times and UUIDs', () => {
    const stabiliser = new Stabiliser('/srv/case')
    expect(
      stabiliser.apply({
        path: '/srv/case/a.txt',
        durationMs: 12.5,
        mtime: null,
        text: 'at 2026-01-02T03:04:05.678Z by 0f8fad5b-d9cb-469f-a165-70867728950e',
      }),
    ).toEqual({ path: '<cwd>/a.txt', durationMs: '<time>', mtime: null, text: 'at <time> by <uuid>' })
  })

  it('replaces what is told of the host, whatever it is there', () => {
    const stabiliser = new Stabiliser('/srv/case')
    const told = { cwd: '/srv/case', tmpDir: '/tmp', homeDir: null, platform: 'browser' }
    expect(stabiliser.apply([told, { ...told, homeDir: '/root', platform: 'linux', pid: 1 }])).toEqual([
      { cwd: '<cwd>', tmpDir: '<any>', homeDir: '<any>', platform: '<any>' },
      { cwd: '<cwd>', tmpDir: '<any>', homeDir: '<any>', platform: '<any>', pid: '<any>' },
    ])
    expect(stabiliser.apply({ platform: 'linux', tmpDir: '/tmp' })).toEqual({ platform: 'linux', tmpDir: '/tmp' })
  })

  it('numbers streams and knows them again', () => {
    const stabiliser = new Stabiliser(undefined)
    const value = { first: { id: 'q7', encoding: 'utf-8' }, seen: 'read q7' }
    stabiliser.collectStreams(value)
    expect(stabiliser.apply(value)).toEqual({ first: { id: '<stream 1>', encoding: 'utf-8' }, seen: 'read <stream 1>' })
  })

  it('knows a stream by its events alone', () => {
    const stabiliser = new Stabiliser(undefined)
    const events = [{ type: 'stream', phase: 'open', id: 'q7' }]
    stabiliser.collectStreams(events)
    expect(stabiliser.apply(events)).toEqual([{ type: 'stream', phase: 'open', id: '<stream 1>' }])
  })

  it('hides what a case leaves open, also elsewhere', () => {
    const stabiliser = new Stabiliser(undefined)
    const expected = { pid: '<any>', small: '<any>', host: '<any>' }
    const actual = { pid: 4711, small: 1, host: 'box7' }
    stabiliser.hide(expected, actual)
    expect(stabiliser.apply(actual, expected)).toEqual({ pid: '<any>', small: '<any>', host: '<any>' })
    expect(stabiliser.apply(['on box7', 4711, 1])).toEqual(['on <any>', '<any>', 1])
  })

  it('drops size and head of a preview that shows something volatile', () => {
    const stabiliser = new Stabiliser('/srv/case')
    expect(stabiliser.apply({ kind: 'object', size: 900, head: '{"cwd":"/srv/case' })).toEqual({
      kind: 'object',
      head: '<any>',
    })
    expect(stabiliser.apply({ kind: 'array', size: 900, head: '[1' })).toEqual({ kind: 'array', size: 900, head: '[1' })
  })

  it('ends at a value that contains itself', () => {
    const list: unknown[] = [1]
    list.push(list)
    const stabiliser = new Stabiliser(undefined)
    stabiliser.collectStreams(list)
    expect(stabiliser.apply({ list })).toEqual({ list: [1, '<itself>'] })
  })
})
