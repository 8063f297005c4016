import type { Dict } from '../../../../core/values.ts'
import type { CommandRunner } from '../command.ts'
import type { ParsedArguments } from '../flags.ts'
import { isInputPair, readInputPairs } from '../input-values.ts'
import { ErrorScreen } from '../output.ts'
import { readNamedJson } from '../read-named-json.ts'
import { runTarget } from '../run-target.ts'
import { UsageError } from '../usage-error.ts'
import { versionCommand } from '../version-command.ts'
import { readBindingMaps } from './binding-maps.ts'
import { chooseCacheFolder, composeFolder } from './cache-folder.ts'
import { ensureLock } from './ensure-lock.ts'
import { toInputObject } from './input-object.ts'
import { loadModules } from './load-modules.ts'
import { resolverState } from './resolver-state.ts'

/** `lcod-run` and `run-compose`. Spec: engine.md 10.1 to 10.3 and 10.8. */
export const compatCommand: CommandRunner = async (parsed) => {
  if (parsed.has('version')) return versionCommand(parsed)
  const { target, pairs } = readWords(parsed)
  const inputFrom = readInputSource(parsed)
  const screen = new ErrorScreen()
  if (!parsed.has('bundle')) {
    const folder = await composeFolder(target)
    process.env['LCOD_CACHE_DIR'] = chooseCacheFolder(parsed, folder)
    await ensureLock(parsed, folder, screen)
  }
  const given = readInputPairs(pairs)
  let input: Dict | undefined
  // Read before the target when the paths of the state depend on it, and never twice.
  const readInput = async (signal?: AbortSignal) => {
    input ??= { ...(await readWholeInput(inputFrom, { target, screen, signal })), ...given }
    return input
  }
  const state = resolverState(parsed, parsed.has('resolver') ? await readInput() : {})
  const modules = parsed.text('modules')
  return runTarget({
    target,
    parsed,
    input: readInput,
    state,
    bindings: await readBindingMaps(parsed.all('bind')),
    ...(modules === undefined ? {} : { components: await loadModules(modules) }),
  })
}

function readWords(parsed: ParsedArguments): { target: string; pairs: readonly string[] } {
  const bundle = parsed.text('bundle')
  const named = bundle ?? parsed.text('compose')
  if (bundle !== undefined && parsed.has('compose')) {
    throw new UsageError('"--bundle" and "--compose" both name what is run', 'Keep one of them')
  }
  const [target, ...pairs] = named === undefined ? parsed.positionals : [named, ...parsed.positionals]
  if (target === undefined) throw new UsageError('Nothing to run was named', 'Write --compose compose.yaml')
  const odd = pairs.find((word) => !isInputPair(word))
  if (odd !== undefined) {
    throw new UsageError(`"${odd}" is neither a flag nor an input`, 'Inputs are written name=value or name:=json')
  }
  return { target, pairs }
}

function readInputSource(parsed: ParsedArguments): string | undefined {
  const [input, state] = [parsed.text('input'), parsed.text('state')]
  if (input !== undefined && state !== undefined) {
    throw new UsageError('"--input" and "--state" mean the same and were both given', 'Keep one of them')
  }
  return input ?? state
}

interface InputSurroundings {
  readonly target: string
  readonly screen: ErrorScreen
  readonly signal: AbortSignal | undefined
}

async function readWholeInput(
  source: string | undefined,
  { target, screen, signal }: InputSurroundings,
): Promise<Dict> {
  if (source === undefined) return {}
  if (source === '-' && target === '-') {
    throw new UsageError('The compose and the input cannot both come from standard input')
  }
  return toInputObject(await readNamedJson(source, 'the input', signal), screen)
}
