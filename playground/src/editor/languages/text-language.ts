import { StreamLanguage } from '@codemirror/language'
import type { Extension } from '@codemirror/state'
import { byIndentation } from './by-indentation.ts'
import { tomlTokens } from './toml-tokens.ts'
import { yamlTokens } from './yaml-tokens.ts'

const yaml = StreamLanguage.define(yamlTokens)
const toml = StreamLanguage.define(tomlTokens)

/** Highlighting, folding and indentation for a file, by its name; none for what is no YAML, JSON or TOML. */
export function textLanguage(path: string): Extension {
  // JSON is YAML with brackets.
  if (/\.(?:ya?ml|json)$/.test(path)) return [yaml, byIndentation]
  return path.endsWith('.toml') ? [toml, byIndentation] : []
}
