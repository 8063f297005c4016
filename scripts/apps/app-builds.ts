import { resolve } from 'node:path'
import type { Plugin, UserConfig } from 'vite'
import { licenseList } from '../licenses/license-list.ts'

/**
 * The kernels that `lcod ship` and `lcod build` make applications with: each one file, to which they add a bundle. Made
 * here, so that nobody needs a bundler to make an application.
 */
export const appBuilds: Readonly<Record<string, (root: string, version: string) => UserConfig>> = {
  'node-app': nodeApp,
  'worker-app': workerApp,
  'web-app': webWorker,
  'web-page': webPage,
}

/** A module that is needed at once and also on demand is no mistake: all is in one file. */
const checks = { ineffectiveDynamicImport: false, pluginTimings: false }

/** The package of the sandbox, which goes with every kernel. */
const SANDBOX = ['node_modules/@jitl/quickjs-wasmfile-release-sync']

/** The package's Node build is CommonJS; the other one bundles without wrappers. */
const yamlAlias = (root: string) => ({ yaml: resolve(root, 'node_modules/yaml/browser/index.js') })

function nodeApp(root: string, version: string): UserConfig {
  return {
    publicDir: false,
    define: { LCOD_VERSION: JSON.stringify(version) },
    plugins: [ajvInside(), licenseList(root, { also: SANDBOX })],
    resolve: { alias: yamlAlias(root) },
    ssr: { noExternal: true },
    build: {
      ssr: true,
      target: 'node20',
      outDir: 'dist/apps/node',
      emptyOutDir: true,
      minify: true,
      rolldownOptions: {
        checks,
        input: { app: resolve(root, 'adapters/node/cli/app/app-main.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false, dynamicImportInCjs: false },
      },
    },
  }
}

function workerApp(root: string): UserConfig {
  return {
    publicDir: false,
    plugins: [wasmBeside(), licenseList(root, { also: SANDBOX })],
    resolve: { alias: yamlAlias(root) },
    ssr: {
      target: 'webworker',
      noExternal: true,
      resolve: { conditions: ['workerd', 'worker', 'browser', 'module', 'default'] },
    },
    build: {
      ssr: true,
      target: 'es2022',
      outDir: 'dist/apps/worker',
      emptyOutDir: true,
      minify: true,
      rolldownOptions: {
        checks,
        input: { worker: resolve(root, 'worker/built/index.ts') },
        output: { format: 'es', entryFileNames: '[name].js', codeSplitting: false },
      },
    },
  }
}

/** The kernel of a page, in a worker: it can be stopped whatever it does. */
function webWorker(root: string): UserConfig {
  return webScript(root, { entry: 'web-app/worker.ts', outDir: 'dist/apps/web', also: SANDBOX })
}

function webPage(root: string): UserConfig {
  return webScript(root, { entry: 'web-app/page.ts', outDir: 'dist/apps/web-page', also: [] })
}

interface WebScript {
  readonly entry: string
  readonly outDir: string
  readonly also: readonly string[]
}

function webScript(root: string, { entry, outDir, also }: WebScript): UserConfig {
  return {
    publicDir: false,
    plugins: [licenseList(root, { also })],
    resolve: { alias: yamlAlias(root) },
    ssr: { target: 'webworker', noExternal: true, resolve: { conditions: ['browser', 'module', 'default'] } },
    build: {
      ssr: true,
      target: 'es2022',
      outDir,
      emptyOutDir: true,
      minify: true,
      rolldownOptions: {
        checks,
        input: resolve(root, entry),
        output: { format: 'es', entryFileNames: '[name].js', codeSplitting: false },
      },
    },
  }
}

/** The validator is loaded by the first schema, and at once: a script of the old kind can do that with what is inside. */
function ajvInside(): Plugin {
  const id = '\0load-ajv.cjs'
  return {
    name: 'ajv-inside',
    enforce: 'pre',
    resolveId: (source) => (source.endsWith('/load-ajv.ts') ? id : undefined),
    load: (source) =>
      source === id
        ? `exports.loadAjv = () => ({ Ajv: require('ajv/dist/2020.js').Ajv2020, addFormats: require('ajv-formats').default })`
        : undefined,
  }
}

/** Workers compile no module while they run: the platform does, from the file beside. */
function wasmBeside(): Plugin {
  return {
    name: 'wasm-beside',
    enforce: 'pre',
    resolveId: (source) =>
      source.endsWith('.wasm') ? { id: './quickjs-metered.wasm', external: 'relative' as const } : undefined,
  }
}
