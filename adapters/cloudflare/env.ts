import type { EnvPort } from '../../core/host/env.ts'

/**
 * The bindings of a Worker as environment: text alone, and of that the names in `allow`. A binding holds secrets for
 * the Worker itself, so none is seen unless it is named.
 *
 * @param bindings what the Worker's handler gets as `env`.
 */
export function createWorkerEnv(bindings: object, allow: readonly string[] = []): EnvPort {
  const read = (name: string): string | undefined => {
    if (!allow.includes(name) || !Object.hasOwn(bindings, name)) return undefined
    const value: unknown = Reflect.get(bindings, name)
    return typeof value === 'string' ? value : undefined
  }
  return {
    get: read,
    names: () => allow.filter((name) => read(name) !== undefined),
    info: { tmpDir: '/tmp', homeDir: null, platform: 'workerd' },
  }
}
