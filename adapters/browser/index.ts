/** The browser host and its parts. */

export { createFetchListen, type FetchListen } from '../web/index.ts'
export { type BrowserHost, type BrowserHostOptions, createBrowserHost } from './browser-host.ts'
export { type BrowserStoreOptions, createBrowserStore } from './browser-store.ts'
export { createBrowserClock } from './clock.ts'
export { createBrowserEnv } from './env.ts'
export {
  BROWSER_DRIVERS,
  type ChooseFilesOptions,
  type ChosenFiles,
  chooseFiles,
  type FilesDriver,
} from './files/choose-files.ts'
export { createLightningFiles, type LightningFiles, type LightningFilesOptions } from './files/lightning-fs.ts'
export { createOpfsFiles, type OpfsFiles, type OpfsFilesOptions } from './files/opfs.ts'
export { type CorsProxy, createGitProxyHttp } from './git-proxy-http.ts'
export { createBrowserHttp } from './http.ts'
export {
  type ClientRunOptions,
  createKernelClient,
  type KernelClient,
  type KernelClientOptions,
} from './kernel/kernel-client.ts'
export { type KernelWorkerOptions, startKernelWorker } from './kernel/kernel-service.ts'
export type { OpenRequest, PermissionQuestion, RunRequest, StorageInfo } from './kernel/worker-protocol.ts'
