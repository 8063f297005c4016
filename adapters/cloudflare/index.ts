/** The host of a Cloudflare Worker and its parts. */
export { createWorkerClock } from './clock.ts'
export { type CloudflareHostOptions, createCloudflareHost } from './cloudflare-host.ts'
export {
  createDurableObjectStore,
  type DurableObjectStoreOptions,
  type DurableStorageLike,
} from './durable-object-store.ts'
export { createWorkerEnv } from './env.ts'
export { createWorkerHttp } from './http.ts'
export type { R2BucketLike } from './r2-bucket.ts'
export { createR2Files, type R2FilesOptions } from './r2-files.ts'
export { type HostingWorker, serveHosts, type WorkerContext } from './serve-hosts.ts'
