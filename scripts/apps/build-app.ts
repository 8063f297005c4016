import { resolve } from 'node:path'
import { build } from 'vite'
import { appBuilds } from './app-builds.ts'

/** Makes the kernel of an application from its sources, for tests. Takes a few seconds. */
export async function buildApp(mode: keyof typeof appBuilds & string, outDir: string): Promise<void> {
  const config = appBuilds[mode]?.(resolve('.'), '0.0.0-test') ?? {}
  await build({ configFile: false, logLevel: 'warn', mode, ...config, build: { ...config.build, outDir } })
}
