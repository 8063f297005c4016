import { standardComponents } from '../../../core/standard-components.ts'
import type { KnownComponent } from '../catalog.ts'
import type { LanguageWorkspace } from '../compose-texts.ts'
import { createLanguageService, type LanguageService } from '../language-service.ts'

export interface OpenText {
  readonly service: LanguageService
  readonly file: string
  readonly text: string
  /** Where the text had its `|`; 0 without one. */
  readonly offset: number
}

/** A service that holds one text; the first `|` in it is the cursor and no part of it. */
export function openText(
  written: string,
  options: { components?: readonly KnownComponent[]; workspace?: LanguageWorkspace; file?: string } = {},
): OpenText {
  const { components = [], workspace = {}, file = 'compose.yaml' } = options
  const service = createLanguageService({ components: [...standardComponents, ...components], workspace })
  const at = written.indexOf('|')
  const text = at < 0 ? written : written.slice(0, at) + written.slice(at + 1)
  service.update(file, text)
  return { service, file, text, offset: Math.max(at, 0) }
}
