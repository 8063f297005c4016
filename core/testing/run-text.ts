import { createMemoryHost, type MemoryHost } from '../../adapters/memory/index.ts'
import { parseCompose } from '../compose/parse-compose.ts'
import { createKernel } from '../kernel.ts'
import type { KernelOptions, RunOptions } from '../kernel-api.ts'
import { ALL_PERMISSIONS } from '../permissions/permissions.ts'
import type { NativeComponent } from '../run/component.ts'
import { standardComponents } from '../standard-components.ts'
import type { TraceEvent } from '../trace/events.ts'
import type { Dict } from '../values.ts'

/** What a test wants besides the compose. */
export interface RunTextOptions extends RunOptions {
  readonly host?: MemoryHost
  readonly kernel?: Partial<KernelOptions>
  /** Natives of the test, over the standard ones. */
  readonly natives?: readonly NativeComponent[]
}

/** Runs a YAML compose on a memory host with everything granted. */
export async function runText(text: string, options: RunTextOptions = {}): Promise<Dict> {
  const { host = createMemoryHost(), kernel, natives = [], ...run } = options
  const { composition, problems } = parseCompose(text, { file: 'test.yaml' })
  if (composition === undefined) throw new Error(problems.map((problem) => problem.message).join('\n'))
  const made = createKernel({
    host,
    permissions: ALL_PERMISSIONS,
    components: standardComponents,
    development: true,
    ...kernel,
  })
  return made.run(composition, { ...run, components: [...natives, ...(run.components ?? [])] })
}

/** The error a compose fails with. */
export async function failText(text: string, options: RunTextOptions = {}): Promise<Record<string, unknown> & Error> {
  try {
    await runText(text, options)
  } catch (error) {
    return error as Record<string, unknown> & Error
  }
  throw new Error('The compose was expected to fail')
}

/** The events of a run as short lines: type, phase, path and iteration. */
export async function traceText(text: string, options: RunTextOptions = {}): Promise<string[]> {
  const lines: string[] = []
  const observer = (event: TraceEvent) => {
    const phase = 'phase' in event ? `.${event.phase}` : ''
    const what = event.type === 'scope' ? ` ${event.key}` : ''
    const turn = event.iteration.length > 0 ? ` [${event.iteration.join(',')}]` : ''
    lines.push(`${event.type}${phase} ${event.path}${what}${turn}`)
  }
  await runText(text, { ...options, observer }).catch(() => undefined)
  return lines
}

/** A native that answers with what `run` makes of its input. */
export function native(id: string, run: NativeComponent['run']): NativeComponent {
  return { kind: 'native', id: `lcod://test/${id}@1`, run }
}
