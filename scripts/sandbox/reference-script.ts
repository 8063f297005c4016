/** Touches what programs use: closures, JSON, sorting, regular expressions, BigInt, dates, errors, generators. */
export const referenceScript = `
  function* count(n) { for (let i = 0; i < n; i++) yield i }
  const rows = [...count(500)].map((n) => ({ n, name: 'row ' + (n * 7919) % 503, at: new Date(n * 1e9).toISOString() }))
  rows.sort((a, b) => a.name < b.name ? -1 : 1)
  const text = JSON.stringify(rows).replace(/"name":"row (\\d+)"/g, (_, n) => n.padStart(4, '0'))
  let caught = ''
  try { null.x } catch (error) { caught = error.message }
  const random = [Math.random(), Math.random()]
  JSON.stringify([text.length, (2n ** 400n % 1000007n).toString(), caught, random, Date.now(), new Date(0).getTimezoneOffset()])
`

/**
 * What one evaluation of `referenceScript` uses in a fresh instance (time, zone and environment as `openQuickJS` fixes
 * them, stack of 128 KiB), on every engine. Part of the fuel's version, as the hash in golden.ts is: a change alters the
 * verdicts of scripts near their limit.
 */
export const referenceFuel = 1_275_741n
