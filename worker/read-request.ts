import { Refusal } from './fault.ts'
import { readBody } from './read-body.ts'
import { type RunRequest, readJsonRequest, readYamlRequest } from './run-request.ts'
import type { Settings } from './settings.ts'

const YAML_TYPES = ['application/yaml', 'application/x-yaml', 'text/yaml']

/**
 * Reads what a request asks to be run: a compose or a component.
 *
 * @throws {Refusal} what the answer is when it asks for nothing that can be run.
 */
export async function readRequest(request: Request, { maxBodyBytes, limits }: Settings): Promise<RunRequest> {
  const type = (request.headers.get('content-type') ?? 'application/json').split(';')[0]?.trim().toLowerCase() ?? ''
  if (type !== 'application/json' && !YAML_TYPES.includes(type)) {
    throw new Refusal(415, 'unsupported_type', 'The body must be application/json or application/yaml')
  }
  const text = await readBody(request, maxBodyBytes, limits.wallMs)
  const readYaml = async (document: string) => {
    // Most requests bring none, and the YAML parser is a good part of the start-up work.
    const { readYamlCompose } = await import('./read-yaml-compose.ts')
    return readYamlCompose(document, maxBodyBytes)
  }
  return type === 'application/json' ? readJsonRequest(text, readYaml) : readYamlRequest(await readYaml(text))
}
