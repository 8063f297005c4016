import type { EnvPort } from '../host/env.ts'
import type { FilesPort } from '../host/files.ts'
import { joinPath } from '../paths/join-path.ts'
import { WORKSPACE_FILE } from './workspace-file.ts'

export interface LookupOptions {
  readonly files: FilesPort
  readonly env: EnvPort
  /** Absolute folders that come before all others: `--components`, the project's own. */
  readonly first: readonly string[]
}

/** Variables that each name folders of components, in the order of the search. */
const FOLDER_VARIABLES = [
  'LCOD_RESOLVER_COMPONENTS_PATH',
  'LCOD_RESOLVER_PATH',
  'LCOD_COMPONENTS_PATH',
  'LCOD_COMPONENTS_PATHS',
  'LCOD_WORKSPACE_PATHS',
] as const

/** Folders of a specification checkout that hold components. */
const SPECIFICATION_FOLDERS = ['tooling', 'core', 'packages/resolver', 'packages/std']

/**
 * Where components are looked for, in order: the folders given; `LCOD_HOME/resolver`; the folders that the variables
 * name; the workspace or the `components` folder of the working directory; the specification (`SPEC_REPO_PATH`, else
 * `LCOD_HOME`).
 *
 * A folder that a variable names stands for its workspace, else its `components`, else its `packages/std/components`,
 * else itself. Folders that do not exist are left out.
 *
 * Spec: contracts.md 4.7, "Where kernels look for helper components"; checkouts that merely lie beside each other are
 * not looked into: nobody named them.
 */
export async function lookupFolders({ files, env, first }: LookupOptions): Promise<string[]> {
  const home = variable(env, 'LCOD_HOME')
  const folders = [...first]
  if (home !== undefined) folders.push(...(await expand(files, joinPath(files.cwd, `${home}/resolver`), true)))
  for (const name of FOLDER_VARIABLES) {
    for (const listed of splitPaths(variable(env, name) ?? '', env.info.platform)) {
      folders.push(...(await expand(files, joinPath(files.cwd, listed), true)))
    }
  }
  folders.push(...(await expand(files, files.cwd, false)))
  const specification = variable(env, 'SPEC_REPO_PATH') ?? home
  if (specification !== undefined) {
    folders.push(...SPECIFICATION_FOLDERS.map((name) => joinPath(files.cwd, `${specification}/${name}`)))
  }
  return [...new Set(folders)]
}

async function expand(files: FilesPort, folder: string, orItself: boolean): Promise<string[]> {
  if ((await files.info(`${folder}/${WORKSPACE_FILE}`))?.kind === 'file') return [folder]
  for (const name of ['components', 'packages/std/components']) {
    if ((await files.info(`${folder}/${name}`))?.kind === 'directory') return [`${folder}/${name}`]
  }
  return orItself ? [folder] : []
}

function variable(env: EnvPort, name: string): string | undefined {
  const value = env.get(name)?.trim()
  return value === '' ? undefined : value
}

/** Windows separates paths by `;`, because its paths hold `:`. */
function splitPaths(list: string, platform: string): string[] {
  return list.split(platform === 'win32' ? ';' : ':').filter((path) => path !== '')
}
