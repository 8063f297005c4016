import { expect, test, vi } from 'vitest'
import type { GitPort } from '../../../../core/host/git.ts'
import type { HttpPort } from '../../../../core/host/http.ts'
import { useLiveTerminal } from '../testing/live-terminal.ts'
import { Transfers } from './transfers.ts'
import { watchGit } from './watch-git.ts'
import { watchHttp } from './watch-http.ts'

const live = useLiveTerminal()
const shown = () => {
  vi.advanceTimersByTime(300)
  return live.terminal.screen.map((line) => line.slice(2).replaceAll(/ +/g, ' '))
}
const http: HttpPort = {
  send: async () => ({ status: 200, statusText: 'OK', headers: [], body: (async function* () {})() }),
}

test('watchGit() shows one row for a clone and its requests, and tells whoever asked as well', async () => {
  const transfers = new Transfers(live.screen)
  const watchedHttp = watchHttp(http, transfers)
  const told: string[] = []
  const git: GitPort = {
    async clone({ url, onProgress }) {
      await watchedHttp.send({ url: `${url}/info/refs`, method: 'GET', headers: [] })
      onProgress?.({ phase: 'Receiving data', loaded: 2000, unit: 'bytes' })
      expect(shown()).toEqual(['git.test/kit Receiving data 2.0 kB'])
      onProgress?.({ phase: 'Writing files', loaded: 1, total: 2 })
      expect(shown()).toEqual(['git.test/kit ████░░░░░ 50 % Writing files 1 of 2'])
      return { commit: 'c' }
    },
  }
  const watched = watchGit(git, transfers)
  const clone = { url: 'https://git.test/kit', dest: '/x' }
  expect(await watched.clone({ ...clone, onProgress: ({ phase }) => told.push(phase) })).toEqual({ commit: 'c' })
  expect(told).toEqual(['Receiving data', 'Writing files'])
  expect(shown()).toEqual([])
})

test('watchGit() takes the row of a clone that fails away', async () => {
  const git: GitPort = {
    async clone() {
      expect(shown()).toEqual(['/repo waiting for an answer'])
      throw new Error('boom')
    },
  }
  await expect(watchGit(git, new Transfers(live.screen)).clone({ url: 'file:///repo', dest: '/x' })).rejects.toThrow(
    'boom',
  )
  expect(shown()).toEqual([])
})
