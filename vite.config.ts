import { resolve } from 'node:path'
import { defineConfig, type Plugin, type UserConfig } from 'vite'

const root = import.meta.dirname

/**
 * `vite build` makes the library; `vite build --mode cli` the command.
 *
 * Both run where Node does, so both are server builds: the library leaves packages as imports for its user's
 * installation to resolve, the command carries everything it needs and starts from few, small files.
 */
export default defineConfig(({ mode }) => (mode === 'cli' ? commandBuild() : libraryBuild()))

function libraryBuild(): UserConfig {
  return {
    build: {
      ssr: true,
      target: 'node20',
      outDir: 'dist',
      emptyOutDir: true,
      minify: false,
      rolldownOptions: {
        input: { core: resolve(root, 'core/index.ts'), node: resolve(root, 'adapters/node/index.ts') },
        external: /^[^./]/,
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  }
}

function commandBuild(): UserConfig {
  return {
    plugins: [copyQuickJs()],
    // The browser build of this package is the one made of ES modules: it is bundled without CommonJS wrappers.
    resolve: { alias: { yaml: resolve(root, 'node_modules/yaml/browser/index.js') } },
    ssr: { noExternal: true },
    build: {
      ssr: true,
      target: 'node20',
      outDir: 'dist/cli',
      emptyOutDir: true,
      minify: true,
      rolldownOptions: {
        input: { main: resolve(root, 'adapters/node/cli/main.ts') },
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  }
}
