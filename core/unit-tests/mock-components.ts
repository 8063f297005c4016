import { KernelError } from '../errors/kernel-error.ts'
import type { ComponentLoader } from '../kernel-api.ts'
import { parseComponentId } from '../resolve/component-id.ts'
import type { Component, RegistryScope } from '../resolve/registry.ts'
import type { NativeComponent } from '../run/component.ts'
import { cloneValue } from '../values.ts'
import type { Mock, MockAnswer } from './unit-test.ts'

/** A mock with the component it stands for; `undefined` when nothing here has its id. */
export interface FoundMock {
  readonly mock: Mock
  readonly original: Component | undefined
}

/** Looks up what a test's mocks stand for, so that they can be checked and answer to every spelling of its id. */
export async function findMocked(
  mocks: readonly Mock[],
  registry: RegistryScope,
  loader: ComponentLoader | undefined,
): Promise<FoundMock[]> {
  const found: FoundMock[] = []
  for (const mock of mocks) found.push({ mock, original: await lookUp(mock.id, registry, loader) })
  return found
}

async function lookUp(
  id: string,
  registry: RegistryScope,
  loader: ComponentLoader | undefined,
): Promise<Component | undefined> {
  try {
    return registry.resolve(id) ?? (await loader?.load(id))
  } catch {
    // Bound to something that is missing, or broken: exactly what a mock may stand in for.
    return undefined
  }
}

/** Components that answer as the mocks say. Their counts start at zero: make new ones for every run. */
export function mockComponents(mocks: readonly FoundMock[]): NativeComponent[] {
  return mocks.map(({ mock, original }) => {
    let calls = 0
    return {
      kind: 'native',
      id: mock.id,
      aliases: original === undefined ? [] : [original.id, ...(original.aliases ?? [])],
      summary: 'Stands in for a component in a test',
      run() {
        const answer = mock.inTurn ? mock.answers[calls] : mock.answers[0]
        calls++
        if (answer === undefined) throw exhausted(mock)
        return give(answer)
      },
    }
  })
}

function give(answer: MockAnswer): unknown {
  if (answer.kind === 'return') return cloneValue(answer.value)
  const { code, message, data } = answer
  throw new KernelError(code, message, data === undefined ? {} : { data })
}

function exhausted({ id, answers }: Mock): KernelError {
  return new KernelError(
    'mock_exhausted',
    `"${id}" was called more often than its mock has answers (${answers.length})`,
    {
      data: { component: id, answers: answers.length },
    },
  )
}

/** Ports whose use leaves the test: what they give differs from machine to machine. */
const OUTSIDE: ReadonlySet<string> = new Set(['files', 'http', 'git', 'listen', 'store'])
/** Ids that read from the machine without a port of their own. */
const READS_MACHINE: ReadonlySet<string> = new Set(['contract/core/env/get', 'contract/core/runtime/info'])

/**
 * For strict mocks: components that take the place of everything that reaches outside and fail when they are called.
 */
export function refuseUnmocked(registry: RegistryScope): NativeComponent[] {
  return Array.from(registry.list())
    .filter(reachesOutside)
    .map(({ id, aliases = [] }) => ({
      kind: 'native',
      id,
      aliases,
      run() {
        throw new KernelError('unmocked_call', `"${id}" reaches outside the test and has no mock`, {
          data: { component: id },
        })
      },
    }))
}

function reachesOutside({ id, needs = [] }: Component): boolean {
  return needs.some((port) => OUTSIDE.has(port)) || READS_MACHINE.has(parseComponentId(id).path)
}

/** Bindings that make each mocked id mean its mock, whatever the kernel binds it to. */
export function mockBindings(mocks: readonly FoundMock[]): Record<string, string> {
  const bindings: Record<string, string> = {}
  for (const { mock } of mocks) {
    const { path, version } = parseComponentId(mock.id)
    const major = version.split('.', 1)[0] ?? version
    for (const spelling of [version, major, `${major}.0.0`]) bindings[`lcod://${path}@${spelling}`] = mock.id
  }
  return bindings
}
