import { defineErrors } from './define-errors.ts'

/** Codes of what checking an `lcp.toml` or a `workspace.lcp.toml` finds, beyond whether it can be read. */
export const manifestProblems = defineErrors({
  manifest_shape: {
    meaning: 'A key is missing, or has another value than the schema of descriptors allows.',
    fix: 'Write what the message expects.',
  },
  manifest_unknown_key: {
    meaning: 'A key means nothing in a descriptor of version 2.0.',
    fix: 'Correct its name, move it to where it belongs, or remove it.',
  },
  manifest_old: {
    meaning: 'The descriptor has the old version 1.0.',
    fix: 'Declare inputs and outputs in it and set `schemaVersion = "2.0"`.',
  },
  manifest_version: { meaning: 'The version in the id is another than `version`.', fix: 'Make them agree.' },
  manifest_names: { meaning: '`namespace` and `name` do not make the path of the id.', fix: 'Make them agree.' },
  manifest_implements: {
    meaning: 'A contract names what it implements, or an implementation does not.',
    fix: 'Remove `implements` from the contract, or name the contract in the implementation.',
  },
  manifest_schema: {
    meaning: 'The JSON schema of an input or output is not a valid schema.',
    fix: 'Correct the schema.',
  },
  manifest_file: {
    meaning: 'A file that the descriptor names is not there, or is not what it should be.',
    fix: 'Add or correct the file, or the path.',
  },
  manifest_readme: { meaning: 'There is no README.md beside the descriptor.', fix: 'Let `lcod generate` make it.' },
  workspace_packages: {
    meaning: 'A workspace lists no packages, or one that is not there.',
    fix: 'List folders that hold an `lcp.toml`.',
  },
  workspace_aliases: { meaning: 'The target of a scope alias is not text.', fix: 'Write the namespace it stands for.' },
})

/** A code of a problem of a descriptor or workspace. */
export type ManifestProblemCode = keyof typeof manifestProblems
