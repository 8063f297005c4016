import type { LintRule } from './lint-rule.ts'

/**
 * A logger of `[logging]` that neither the compose nor anything it calls names. Says nothing when a logger is known only
 * while the compose runs.
 *
 * Spec: contracts.md 4.5, "[logging]".
 */
export const unusedLogger: LintRule = {
  code: 'unused_logger',
  summary: 'A logger that `[logging]` of lcp.toml lists and nothing uses.',
  advice: 'Remove it from `[logging]`, or correct its name.',
  check({ declaredLoggers = [], usedLoggers }) {
    if (usedLoggers.some(({ name }) => name === undefined)) return []
    return declaredLoggers
      .filter(({ name }) => !usedLoggers.some((used) => used.name === name || used.name?.startsWith(`${name}.`)))
      .map(({ name, source }) => ({
        severity: 'warning',
        code: unusedLogger.code,
        message: `The logger "${name}" is declared under [logging] and nothing uses it`,
        pointer: '',
        ...(source === undefined ? {} : { source }),
      }))
  },
}
