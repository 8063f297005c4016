import { cpSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { defineConfig, type Plugin, type UserConfig } from 'vite'
import { playgroundBuild } from './playground/build/playground-build.ts'
import { appBuilds } from './scripts/apps/app-builds.ts'
import { licenseList } from './scripts/licenses/license-list.ts'

const root = import.meta.dirname
const { version } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')) as { version: string }

/**
 * `vite build` makes the library; `vite build --mode cli` the command; `--mode playground` the playground; the modes of
 * `appBuilds` the kernels of applications.
 *
 * The first two are server builds, which leave packages as imports: the library all of them, for its user's installation
 * to resolve; the command only Git. The command is one CommonJS file because Node starts
 * that soonest: no asynchronous loader, no namespaces of built-in modules to fill, and one compiled form to load
 * (`scripts/compile-cli.js`). What is imported on demand in the sources is still run on demand.
 */
export default defineConfig(({ mode }) => {
  if (mode === 'playground') return playgroundBuild(root, version)
  const app = appBuilds[mode]
  if (app !== undefined) return app(root, version)
  return mode === 'cli' ? commandBuild() : libraryBuild()
})

function libraryBuild(): UserConfig {
  return {
    publicDir: false,
    plugins: [copyFile('core/compose/compose.schema.json', 'compose.schema.json')],
    build: {
      ssr: true,
      target: 'node20',
      outDir: 'dist',
      emptyOutDir: true,
      rolldownOptions: {
        // Nothing of Node's is added: pages and Workers load these files too.
        platform: 'neutral',
        // A module that is needed at once and also on demand is no mistake where modules share a file.
        checks: { ineffectiveDynamicImport: false },
        input: {
          core: resolve(root, 'core/index.ts'),
          engine: resolve(root, 'core/engine.ts'),
          node: resolve(root, 'adapters/node/index.ts'),
          browser: resolve(root, 'adapters/browser/index.ts'),
          cloudflare: resolve(root, 'adapters/cloudflare/index.ts'),
          memory: resolve(root, 'adapters/memory/index.ts'),
          git: resolve(root, 'adapters/git/index.ts'),
          quickjs: resolve(root, 'adapters/quickjs/index.ts'),
          'quickjs-node': resolve(root, 'adapters/quickjs/load-node.ts'),
        },
        // `exports` of package.json leads to one or the other; its `sideEffects` says that modules which are not used
        // can be left out, but for sources and styles.
        output: [
          // For Node, which loads a few large files sooner than many small ones.
          { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
          // For bundlers, which leave out the modules that nobody imports.
          { preserveModules: true, preserveModulesRoot: root, entryFileNames: 'modules/[name].js' },
        ],
      },
    },
  }
}

function commandBuild(): UserConfig {
  return {
    publicDir: false,
    plugins: [
      copyFile('adapters/node/cli/compat/import-module.cjs', 'import-module.cjs'),
      licenseList(root, { asText: true, also: ['node_modules/@jitl/quickjs-wasmfile-release-sync'] }),
    ],
    define: { LCOD_VERSION: JSON.stringify(version) },
    // The package's Node build is CommonJS; the other one bundles without wrappers and starts faster.
    resolve: { alias: { yaml: resolve(root, 'node_modules/yaml/browser/index.js') } },
    // Git is large and rarely used: it stays a package, so that every other run starts without reading it.
    ssr: { noExternal: true, external: ['isomorphic-git'] },
    build: {
      ssr: true,
      target: 'node20',
      outDir: 'dist/cli',
      emptyOutDir: true,
      minify: true,
      rolldownOptions: {
        // A module that is needed at once and also on demand is no mistake: the on-demand import costs nothing then.
        checks: { ineffectiveDynamicImport: false },
        input: { main: resolve(root, 'adapters/node/cli/main.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false, dynamicImportInCjs: false },
      },
    },
  }
}

/** Puts a file of the source tree into the folder of the build as it is. */
function copyFile(from: string, name: string): Plugin {
  return { name: 'copy-file', writeBundle: ({ dir = '' }) => cpSync(resolve(root, from), resolve(dir, name)) }
}
