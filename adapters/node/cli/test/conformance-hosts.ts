import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SuiteOptions } from '../../../../conformance/suite.ts'
import { createGit } from '../../../git/index.ts'
import { createMemoryNetwork } from '../../../memory/index.ts'
import { createNodeHost } from '../../index.ts'
import { lazyScripts } from '../cli-host.ts'

/** Hosts for conformance cases: Node's own, with a temporary folder and the answers of the case as its network. */
export const conformanceHosts: Pick<SuiteOptions, 'host' | 'makeHost' | 'releaseHost'> = {
  host: 'node',
  makeHost({ env = {}, http = [] }) {
    const cwd = realpathSync(mkdtempSync(join(tmpdir(), 'lcod-test-')))
    const ports = { scripts: lazyScripts(), ...createMemoryNetwork(http) }
    const host = createNodeHost({ cwd, env, ports })
    const { files, random } = host
    return files === undefined ? host : { ...host, git: createGit({ files, http: ports.http, random }) }
  },
  releaseHost(host) {
    if (host.files !== undefined) rmSync(host.files.cwd, { recursive: true, force: true })
  },
}
