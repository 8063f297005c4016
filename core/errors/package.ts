import { defineErrors } from './define-errors.ts'

export const packageErrors = defineErrors({
  archive_invalid: {
    meaning: 'A packed component is damaged, or holds more than plain files inside its own folder.',
    fix: 'Pack it again with `lcod pack`, or do not use it.',
  },
  source_offline: {
    meaning: 'Something must be fetched, and the resolver works offline.',
    fix: 'Resolve once without --offline; what was fetched stays in the cache.',
  },
  source_path_escape: {
    meaning:
      'A path of a source leaves the folder that it is relative to, or names this machine where only the web may be named.',
    fix: 'Correct the path; sources cannot reach outside their own folder.',
  },
  source_invalid: {
    meaning: 'A source of components in resolve.config.json, sources.json or a list cannot be used.',
    fix: 'Correct the entry that the message names.',
  },
  integrity_mismatch: {
    meaning: 'A file is not the one that the lock, a list or a source promised.',
    fix: 'Find out who changed it; run `lcod resolve` only when the change is meant.',
  },
  integrity_unsupported: {
    meaning: 'A promised digest is not SHA-256.',
    fix: 'Write sha256- followed by 64 hexadecimal digits or by base64.',
  },
  lock_invalid: {
    meaning: 'The lcp.lock cannot be read.',
    fix: 'Delete it and run `lcod resolve`.',
  },
  lock_stale: {
    meaning:
      'The lcp.lock was made for another lcp.toml or other files of the project, or does not hold what is called.',
    fix: 'Run `lcod resolve` and keep the new lock.',
  },
  lock_missing: {
    meaning: 'A run was asked to use a lock and there is none.',
    fix: 'Run `lcod resolve`.',
  },
  component_swapped: {
    meaning: 'A file holds another component or version than the one it is locked or listed as.',
    fix: 'Correct the source, then run `lcod resolve`.',
  },
  dependency_not_allowed: {
    meaning: 'The allowlist of resolve.config.json does not allow a dependency.',
    fix: 'Add a rule for it, or do without it.',
  },
  dependency_not_found: {
    meaning: 'No source has a version of a dependency that fits.',
    fix: 'Add a source that has it, or ask for a version that is there.',
  },
  dependency_not_required: {
    meaning: '`lcod uninstall` was given a component that the project does not require, or that is not installed.',
    fix: 'Name one that is: `lcod plan` shows what a project needs.',
  },
  version_conflict: {
    meaning: 'Components ask for versions of one dependency that no single version fits.',
    fix: 'Change one of the requirements that the message lists.',
  },
  duplicate_component: {
    meaning: 'Two folders of one project claim the same component id.',
    fix: 'Rename one of the two components.',
  },
})
