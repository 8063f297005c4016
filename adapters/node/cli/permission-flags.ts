import { resolve } from 'node:path'
import { ALL_PERMISSIONS, type Grant, type Permissions } from '../../../core/permissions/permissions.ts'
import type { FlagSpec, ParsedArguments } from './flags.ts'

export const permissionFlags: readonly FlagSpec[] = [
  {
    name: 'allow-read',
    value: 'optional',
    placeholder: 'PATH,…',
    repeatable: true,
    summary: 'Let the run read these paths, or all of them',
  },
  {
    name: 'allow-write',
    value: 'optional',
    placeholder: 'PATH,…',
    repeatable: true,
    summary: 'Let it write these paths, or all of them',
  },
  {
    name: 'allow-net',
    value: 'optional',
    placeholder: 'HOST,…',
    repeatable: true,
    summary: 'Let it reach these hosts (example.com, *.example.com, host:8080), or all of them',
  },
  {
    name: 'allow-env',
    value: 'optional',
    placeholder: 'NAME,…',
    repeatable: true,
    summary: 'Let it read these environment variables (NAME or PREFIX_*), or all of them',
  },
  {
    name: 'allow-git',
    value: 'optional',
    placeholder: 'HOST,…',
    repeatable: true,
    summary: 'Let it clone from these hosts, or from all of them; --allow-net covers that too',
  },
  {
    name: 'allow-listen',
    value: 'optional',
    placeholder: 'ADDRESS,…',
    repeatable: true,
    summary: 'Let it listen on these addresses (127.0.0.1:8080, or *:8080), or on all of them',
  },
  { name: 'allow-all', short: 'A', value: 'none', summary: 'Grant everything, for composes you trust like a program' },
]

/**
 * What a run started from the command line may reach: what the flags grant, and for a project in `folder` its own files
 * (read) and its own `.lcod` folder (write).
 *
 * Spec: DESIGN.md 6.
 */
export function readPermissions(parsed: ParsedArguments, folder: string | undefined): Permissions {
  if (parsed.has('allow-all')) return ALL_PERMISSIONS
  const own = folder === undefined ? [] : [portablePath(folder)]
  return {
    read: paths(parsed.all('allow-read'), own),
    write: paths(
      parsed.all('allow-write'),
      own.map((path) => `${path === '/' ? '' : path}/.lcod`),
    ),
    net: grant(parsed.all('allow-net')),
    env: grant(parsed.all('allow-env')),
    git: grant([...parsed.all('allow-git'), ...parsed.all('allow-net')]),
    listen: grant(parsed.all('allow-listen')),
  }
}

/** An absolute path with `/` separators, as the files port wants them. */
export function portablePath(path: string): string {
  return resolve(path).replaceAll('\\', '/')
}

function paths(values: ReadonlyArray<string | true>, own: readonly string[]): Grant {
  const granted = grant(values)
  return typeof granted === 'boolean' ? granted : [...own, ...granted.map(portablePath)]
}

function grant(values: ReadonlyArray<string | true>): true | string[] {
  const names: string[] = []
  for (const value of values) {
    if (value === true) return true
    names.push(...value.split(',').map((name) => name.trim()))
  }
  return names.filter((name) => name !== '')
}
