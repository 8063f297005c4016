import { bundleToText } from '../../../../core/bundle/bundle-text.ts'
import { embedApp } from '../../../../core/bundle/embedded-app.ts'
import { hostsHttp } from '../../../../core/bundle/hosts-http.ts'
import { shownPath } from '../source-texts.ts'
import { UsageError } from '../usage-error.ts'
import { appParts, readAppPart, readNotices } from './app-parts.ts'
import type { AppSource, AppTarget } from './app-source.ts'
import { NOTICES_FILE } from './notices.ts'
import { webPage } from './web-page.ts'

/** A folder of static files: a page with a form of the inputs, which runs the bundle in a worker of its own. */
export const webFolder: AppTarget = {
  takesWords: false,
  defaultOutput: (name) => `${name}-web`,
  grantsNet: true,
  async make({ name, bundle, files }: AppSource, { output, net }) {
    if (hostsHttp(bundle.composition.steps)) {
      throw new UsageError('The bundle is an HTTP host, which a page cannot be', 'Name --target node or worker')
    }
    const [kernel, page, quickjs, notices] = await Promise.all([
      readAppPart('apps/web/worker.js'),
      readAppPart('apps/web-page/page.js'),
      readAppPart('quickjs-metered.wasm'),
      readNotices('apps/web', 'apps/web-page'),
    ])
    const app = { name, bundle: bundleToText(files), ...(net.length === 0 ? {} : { net }) }
    return {
      kind: 'folder',
      parts: appParts({ kernel: [kernel, page], quickjs, notices }),
      start: `python3 -m http.server --directory ${shownPath(output)}`,
      files: new Map<string, Uint8Array | string>([
        ...Object.entries(webPage(bundle.id, net)),
        ['page.js', page],
        ['worker.js', embedApp(kernel.toString('utf8'), app)],
        ['quickjs-metered.wasm', quickjs],
        [NOTICES_FILE, notices],
      ]),
    }
  },
}
