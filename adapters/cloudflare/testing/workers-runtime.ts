/** The runtime that Workers are tested in: that of `wrangler.toml`, without a request for what Cloudflare knows of this machine. */
export const WORKERS_RUNTIME = { compatibilityDate: '2026-04-20', cf: false } as const
