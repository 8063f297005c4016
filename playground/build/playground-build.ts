import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Plugin, UserConfig } from 'vite'
import { LICENSES_FILE, licenseList } from '../../scripts/licenses/license-list.ts'
import { meteredQuickJsFile } from '../../scripts/sandbox/metered-file.ts'
import { componentData } from './component-data.ts'
import { readExamples } from './read-example.ts'

/**
 * No script but the page's own files, no eval; Wasm is for the script sandbox. Requests go anywhere over https: which
 * servers runs ask, and which proxy passes on an import, is the visitor's choice and checked by the kernel. Without TLS
 * only this machine is asked.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self' https: http://localhost:* http://127.0.0.1:*",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

/** Read by static hosts; no file of the page. */
const HEADERS = '_headers'

/** A module that is needed at once and also on demand is no mistake. */
const checks = { ineffectiveDynamicImport: false, pluginTimings: false }

/** The playground: static files that work from any folder of any host. */
export function playgroundBuild(root: string, version: string): UserConfig {
  return {
    root: resolve(root, 'playground'),
    base: './',
    publicDir: resolve(root, 'playground/public'),
    define: { LCOD_VERSION: JSON.stringify(version) },
    resolve: {
      alias: [
        { find: /^quickjs-metered\.wasm/, replacement: meteredQuickJsFile() },
        {
          find: /^fast-text-encoding$/,
          replacement: resolve(root, 'playground/build/native-text-encoding.js'),
        },
        // The package's entry for bundlers is CommonJS, which costs wrappers.
        { find: /^yaml$/, replacement: resolve(root, 'node_modules/yaml/browser/index.js') },
      ],
    },
    plugins: [
      dataModule('virtual:examples', () => shownExamples(root)),
      dataModule('virtual:first-example', () => shownExamples(root)[0]),
      dataModule('virtual:components', componentData),
      // What one puts at the head of the page comes before that of the one before it: the policy is first.
      loadTogether(),
      contentPolicy(),
      offline(root),
      licenseList(root, { asText: true, also: ['node_modules/@jitl/quickjs-wasmfile-release-sync'] }),
    ],
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    worker: { format: 'es' },
    server: { host: '127.0.0.1' },
    preview: { host: '127.0.0.1' },
    build: {
      target: 'es2022',
      outDir: resolve(root, 'dist/playground'),
      emptyOutDir: true,
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 1_000,
      // What is imported on demand has no styles, and the helper that loads ahead knows no workers.
      modulePreload: false,
      rolldownOptions: {
        checks,
        // The worker is built with the page, so that what both need is one file.
        input: {
          index: resolve(root, 'playground/index.html'),
          'kernel-worker': resolve(root, 'playground/src/worker/kernel-worker.ts'),
          'first-worker': resolve(root, 'playground/src/first-worker.ts'),
        },
        output: {
          entryFileNames: ({ name }) => (name === 'kernel-worker' ? '[name].js' : 'assets/[name]-[hash].js'),
        },
      },
    },
  }
}

/**
 * The policy stands in the page, so that it holds on every host, and in a file of headers for those that read it: only a
 * header reaches the workers. Not while developing: Vite adds scripts of its own.
 */
function contentPolicy(): Plugin {
  return {
    name: 'content-policy',
    apply: 'build',
    transformIndexHtml: () => [
      { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: POLICY }, injectTo: 'head-prepend' },
    ],
    generateBundle() {
      const source = `/*\n  Content-Security-Policy: ${POLICY}\n  X-Content-Type-Options: nosniff\n`
      this.emitFile({ type: 'asset', fileName: HEADERS, source })
    },
  }
}

/**
 * Names in the page what its script imports, so that all of it is fetched at once, and puts the script before it that starts
 * the worker.
 */
function loadTogether(): Plugin {
  return {
    name: 'load-together',
    apply: 'build',
    transformIndexHtml(_html, { bundle = {} }) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
      const entry = (name: string) => chunks.find((chunk) => chunk.isEntry && chunk.name === name)
      const imports = new Set(entry('index')?.imports)
      for (const file of imports)
        for (const next of chunks.find(({ fileName }) => fileName === file)?.imports ?? []) imports.add(next)
      const first = entry('first-worker')?.fileName
      if (first === undefined) throw new Error('The build has no script that starts the worker')
      return [
        {
          tag: 'script',
          attrs: { type: 'module', async: true, crossorigin: true, src: `./${first}` },
          injectTo: 'head-prepend',
        },
        ...[...imports].map((file) => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', crossorigin: true, href: `./${file}` },
          injectTo: 'head' as const,
        })),
      ]
    },
  }
}

/** What needs a network anyway. */
const ONLINE_ONLY = /^assets\/(?:isomorphic-git|create-git-here)-/

/** Files that are no part of the page. */
const OTHER_FILES = ['index.html', HEADERS, LICENSES_FILE]

/** Writes the service worker with the list of the files that were built. */
function offline(root: string): Plugin {
  return {
    name: 'offline',
    apply: 'build',
    generateBundle(_options, bundle) {
      const files = [
        './',
        'icon.svg',
        'manifest.webmanifest',
        ...Object.keys(bundle).filter((file) => {
          return !OTHER_FILES.includes(file) && !file.endsWith('.map') && !ONLINE_ONLY.test(file)
        }),
      ]
      const source = readFileSync(resolve(root, 'playground/build/offline-worker.js'), 'utf8')
      const worker = bundle['kernel-worker.js']
      const revision = hashOf(files.join('\n') + (worker?.type === 'chunk' ? worker.code : ''))
      const text = source.replace("'FILES'", JSON.stringify(files)).replace("'REVISION'", JSON.stringify(revision))
      this.emitFile({ type: 'asset', fileName: 'offline-worker.js', source: text })
    },
  }
}

/** File names carry hashes of their contents, but for the worker's: a short one of list and worker tells builds apart. */
function hashOf(text: string): string {
  let hash = 0
  for (let at = 0; at < text.length; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0
  return (hash >>> 0).toString(36)
}

/** A module that is one value, made while building. */
function dataModule(id: string, make: () => unknown | Promise<unknown>): Plugin {
  return {
    name: id,
    resolveId: (source) => (source === id ? `\0${id}` : undefined),
    load: async (source) => (source === `\0${id}` ? `export default ${JSON.stringify(await make())}` : undefined),
  }
}

/** What the tests expect of the examples stays out of the page. */
function shownExamples(root: string): unknown[] {
  const found = readExamples(resolve(root, 'playground/examples'))
  return found.map(({ expect: _expect, expectError: _error, ...shown }) => shown)
}
