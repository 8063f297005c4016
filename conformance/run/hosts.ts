/** The hosts that this process can run the suite on. Those that live elsewhere (browsers, workerd) have runners of their own. */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createGit } from '../../adapters/git/index.ts'
import { createMemoryHost, createMemoryNetwork } from '../../adapters/memory/index.ts'
import { createNodeHost, createNodeSchemas } from '../../adapters/node/index.ts'
import { createQuickJsScripts } from '../../adapters/quickjs/index.ts'
import { loadQuickJsModule } from '../../adapters/quickjs/load-node.ts'
import type { Host } from '../../core/host/index.ts'
import { meteredQuickJsFile } from '../../scripts/sandbox/metered-file.ts'
import type { SuiteOptions } from '../suite.ts'

/** How the suite gets hosts of one kind. */
export type HostMaker = Pick<SuiteOptions, 'host' | 'makeHost' | 'releaseHost' | 'skip'>

const scripts = createQuickJsScripts({ module: () => loadQuickJsModule(meteredQuickJsFile()) })

/** Everything in memory. The working directory has a name, so that it can be told from other paths in the hashes. */
export const memoryHosts: HostMaker = {
  host: 'memory',
  makeHost({ env = {}, http = [] }) {
    const ports = { scripts, schemas: createNodeSchemas() }
    return withGit(createMemoryHost({ cwd: '/conformance', env, http, ports }))
  },
}

/** Files on the disk, in a temporary folder per case; everything else Node's own, but for the network. */
export const nodeHosts: HostMaker = {
  host: 'node',
  makeHost({ env = {}, http = [] }): Host {
    const cwd = realpathSync(mkdtempSync(join(tmpdir(), 'lcod-case-')))
    return withGit(createNodeHost({ cwd, env, ports: { scripts, ...createMemoryNetwork(http) } }))
  },
  releaseHost(host) {
    const cwd = host.files?.cwd
    if (cwd !== undefined) rmSync(cwd, { recursive: true, force: true })
  },
}

/** Git on the host's own files and HTTP. */
function withGit(host: Host): Host {
  const { files, http, random } = host
  return files === undefined || http === undefined ? host : { ...host, git: createGit({ files, http, random }) }
}

export const hostMakers: readonly HostMaker[] = [nodeHosts, memoryHosts]
