import type { Composition } from '../core/compose/composition.ts'
import { invalidCompose } from '../core/compose/invalid-compose.ts'
import { parseCompose } from '../core/compose/parse-compose.ts'

const FILE = 'compose.yaml'

/**
 * Reads a compose document in YAML.
 *
 * @throws {KernelError} `invalid_compose` with every problem and its place.
 */
export function readYamlCompose(text: string, maxBytes: number): Composition {
  const { composition, problems } = parseCompose(text, { file: FILE, limits: { bytes: maxBytes } })
  if (composition === undefined) throw invalidCompose(problems, FILE)
  return composition
}
