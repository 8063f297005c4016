import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { KernelError } from '../../../../core/errors/kernel-error.ts'
import type { AppParts } from './app-source.ts'
import { type LicensedPackage, noticesText } from './notices.ts'
import { sizeOf } from './size-text.ts'

type Kernel = 'apps/node' | 'apps/worker' | 'apps/web' | 'apps/web-page'

/** Kernels of applications, made by `npm run build:apps`, with the licences of the packages in them, and the sandbox of scripts. */
export type AppPart =
  | 'apps/node/app.cjs'
  | 'apps/worker/worker.js'
  | 'apps/web/worker.js'
  | 'apps/web-page/page.js'
  | `${Kernel}/licenses.json`
  | 'quickjs-metered.wasm'

/** Above the command in the package, and beside it where it is bundled alone. */
const PLACES = ['../', './']

/**
 * A file that applications are made with.
 *
 * @throws {KernelError} `app_kernel_missing`
 */
export async function readAppPart(part: AppPart): Promise<Buffer> {
  const paths = PLACES.map((place) => fileURLToPath(new URL(`${place}${part}`, import.meta.url)))
  const path = paths.find((candidate) => existsSync(candidate))
  if (path !== undefined) return readFile(path)
  throw new KernelError('app_kernel_missing', `"${part}" is missing: no application can be made`, { data: { part } })
}

/** What the parts that every application has weigh in it. */
export function appParts(parts: {
  readonly kernel: ReadonlyArray<Uint8Array | string>
  readonly quickjs: Uint8Array | string
  readonly notices: string
}): AppParts {
  return { kernel: sizeOf(parts.kernel), sandbox: sizeOf([parts.quickjs]), licences: sizeOf([parts.notices]) }
}

/**
 * The licence notices of an application with these kernels in it.
 *
 * @throws {KernelError} `app_kernel_missing`
 */
export async function readNotices(...kernels: readonly Kernel[]): Promise<string> {
  const lists = kernels.map(async (kernel): Promise<LicensedPackage[]> => {
    return JSON.parse((await readAppPart(`${kernel}/licenses.json`)).toString('utf8'))
  })
  return noticesText(await Promise.all(lists))
}
