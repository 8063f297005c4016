import { describe, expect, it } from 'vitest'
import { createMemoryCall } from '../../testing/memory-call.ts'
import { runtimeInfo } from './info.ts'

describe('runtimeInfo()', () => {
  const places = { cwd: '/work', tmpDir: '/tmp', homeDir: '/home' }

  it('tells places and platform, and the process when asked to', async () => {
    const { run } = createMemoryCall()
    expect(await run(runtimeInfo)).toEqual({ ...places, platform: 'memory' })
    expect(await run(runtimeInfo, { includePlatform: false, includePid: true })).toEqual({ ...places, pid: 1 })
  })

  it('leaves out a process that there is none of', async () => {
    const { host, call } = createMemoryCall()
    const { pid: _, ...info } = host.env.info
    const world = { ...call, host: { ...host, env: { ...host.env, info } }, resolvePath: () => '/' }
    expect(runtimeInfo.run({ includePid: true }, world)).not.toHaveProperty('pid')
  })

  it('refuses what is no choice', async () => {
    await expect(createMemoryCall().run(runtimeInfo, { includePid: 'yes' })).rejects.toMatchObject({
      code: 'invalid_input',
    })
  })
})
