import { type LintRule, warning } from './lint-rule.ts'

/**
 * A logger that the compose names and `[logging]` does not. A declaration of `app` covers `app.db`.
 *
 * Spec: contracts.md 4.5, "[logging]".
 */
export const undeclaredLogger: LintRule = {
  code: 'undeclared_logger',
  summary: 'A logger that the compose names and `[logging]` of lcp.toml does not list.',
  advice: 'Add the logger, or one it is below, to `[logging]`; or correct its name.',
  check({ composition, declaredLoggers, usedLoggers }) {
    if (declaredLoggers === undefined) return []
    return usedLoggers.flatMap((used) => {
      const { name, component } = used
      if (component !== undefined || name === undefined) return []
      if (declaredLoggers.some((declared) => name === declared.name || name.startsWith(`${declared.name}.`))) return []
      return [
        warning(undeclaredLogger, { ...used, composition }, `The logger "${name}" is not declared under [logging]`),
      ]
    })
  },
}
