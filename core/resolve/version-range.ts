/** Whether a version fits what a requirement asks for. */
export type VersionTest = (version: string) => boolean

type Numbers = readonly [number, number, number]

/**
 * Reads a version range.
 *
 * | range | fits |
 * |---|---|
 * | empty, `*`, `latest` | every version |
 * | `1`, `1.x`, `1.*` | major 1 |
 * | `1.2`, `1.2.x` | 1.2 |
 * | `^1.2.3` | same major and not older; below 1.0.0 the same minor too |
 * | `~1.2.3` | same minor and not older |
 * | `>=1.2.3`, `>`, `<=`, `<`, `=` | as they say; several, separated by blanks, must all fit |
 * | `a \|\| b` | what either fits |
 * | anything else | that very text, but for a leading `v` |
 *
 * Pre-releases fit only a range that names them.
 *
 * Spec: contracts.md 5.5.3; comparators and bare majors are ours, as published dependency lists use majors.
 */
export function parseRange(range: string): VersionTest {
  const choices = range.split('||').map((choice) => allOf(choice.trim()))
  return choices.length === 1 ? choices[0]! : (version) => choices.some((fits) => fits(version))
}

function allOf(text: string): VersionTest {
  const parts = text.replaceAll(/([<>=^~])\s+/g, '$1').split(/\s+/)
  const tests = parts.map(single)
  return tests.length === 1 ? tests[0]! : (version) => tests.every((fits) => fits(version))
}

function single(text: string): VersionTest {
  if (text === '' || text === '*' || text.toLowerCase() === 'latest') return () => true
  const wildcard = /^v?(\d+)(?:\.(\d+))?(?:\.[x*])?$/i.exec(text)
  if (wildcard !== null) return samePrefix(Number(wildcard[1]), wildcard[2])
  const comparator = /^(\^|~|>=|<=|>|<|=)(.+)$/.exec(text)
  const base = comparator === null ? null : numbers(comparator[2]!)
  if (comparator === null || base === null) return exactly(text)
  const [, operator, written = ''] = comparator
  if (written.includes('-')) return (version) => exactly(written)(version) || compares(operator!, base)(version)
  return compares(operator!, base)
}

function compares(operator: string, base: Numbers): VersionTest {
  return stable((version) => {
    const order = compare(version, base)
    switch (operator) {
      case '^':
        return order >= 0 && version[0] === base[0] && (base[0] > 0 || version[1] === base[1])
      case '~':
        return order >= 0 && version[0] === base[0] && version[1] === base[1]
      case '>=':
        return order >= 0
      case '<=':
        return order <= 0
      case '>':
        return order > 0
      case '<':
        return order < 0
      default:
        return order === 0
    }
  })
}

function samePrefix(major: number, minor: string | undefined): VersionTest {
  return stable((version) => version[0] === major && (minor === undefined || version[1] === Number(minor)))
}

function exactly(text: string): VersionTest {
  const wanted = text.replace(/^v/, '')
  return (version) => version.replace(/^v/, '') === wanted
}

function stable(fits: (version: Numbers) => boolean): VersionTest {
  return (text) => {
    const version = text.includes('-') ? null : numbers(text)
    return version !== null && fits(version)
  }
}

function numbers(text: string): Numbers | null {
  const match = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:[-+].*)?$/.exec(text.trim())
  return match === null ? null : [Number(match[1]), Number(match[2] ?? 0), Number(match[3] ?? 0)]
}

function compare(left: Numbers, right: Numbers): number {
  for (let part = 0; part < 3; part++) if (left[part] !== right[part]) return left[part]! - right[part]!
  return 0
}
