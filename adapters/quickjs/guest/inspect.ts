/**
 * Guest source, loaded on first use: how `console.*` and `api.log` show values that are not texts. Getters are named,
 * never run.
 */
export const inspectSource = String.raw`
  const isName = /^[A-Za-z_$][\w$]*$/

  const showError = (error) => {
    const name = ownText(error, 'name') ?? (error instanceof $Error ? $String(error.name) : 'Error')
    const message = ownText(error, 'message') ?? ''
    return '[' + name + (message === '' ? '' : ': ' + message) + ']'
  }
  const ownText = (object, key) => {
    const found = $getOwnPropertyDescriptor(object, key)
    return found !== undefined && typeof found.value === 'string' ? found.value : undefined
  }

  const showEntries = (value, keys, depth, seen, open, close, keyed) => {
    const parts = []
    for (const key of keys) {
      if (parts.length === 100) {
        parts.push('... ' + (keys.length - 100) + ' more items')
        break
      }
      const found = $getOwnPropertyDescriptor(value, key)
      if (found === undefined) continue
      const shown = 'value' in found ? show(found.value, depth + 1, seen) : found.get ? '[Getter]' : '[Setter]'
      parts.push(keyed ? (isName.test(key) ? key : quote(key)) + ': ' + shown : shown)
    }
    return parts.length === 0 ? open + close : open + ' ' + parts.join(', ') + ' ' + close
  }

  const show = (value, depth, seen) => {
    switch (typeof value) {
      case 'string': return quote(value)
      case 'bigint': return $String(value) + 'n'
      case 'symbol': return $String(value)
      case 'number': return value === 0 && 1 / value < 0 ? '-0' : $String(value)
      case 'function': return '[Function: ' + (ownText(value, 'name') || '(anonymous)') + ']'
      case 'object': break
      default: return $String(value)
    }
    if (value === null) return 'null'
    if (seen.includes(value)) return '[Circular]'
    if (value instanceof $Error) return showError(value)
    if (value instanceof $Date) return $isNaN(value) ? 'Invalid Date' : value.toISOString()
    if (value instanceof $RegExp) return $String(value)
    if (value instanceof $Promise) return 'Promise {}'
    const isArray = $isArray(value)
    if (depth > 2) return isArray ? '[Array]' : '[Object]'
    seen.push(value)
    let shown
    if (isArray) {
      const keys = []
      for (let index = 0; index < value.length && index <= 100; index++) keys.push($String(index))
      if (value.length > 101) keys.length = 100
      shown = showEntries(value, keys, depth, seen, '[', ']', false)
      if (value.length > 101) shown = shown.slice(0, -2) + ', ... ' + (value.length - 100) + ' more items ]'
    } else if (value instanceof $Map) {
      const parts = []
      for (const entry of [...value].slice(0, 100)) parts.push(show(entry[0], depth + 1, seen) + ' => ' + show(entry[1], depth + 1, seen))
      shown = 'Map(' + value.size + ') {' + (parts.length === 0 ? '' : ' ' + parts.join(', ') + ' ') + '}'
    } else if (value instanceof $Set) {
      const parts = []
      for (const item of [...value].slice(0, 100)) parts.push(show(item, depth + 1, seen))
      shown = 'Set(' + value.size + ') {' + (parts.length === 0 ? '' : ' ' + parts.join(', ') + ' ') + '}'
    } else {
      shown = showEntries(value, $keys(value), depth, seen, '{', '}', true)
    }
    seen.pop()
    return shown
  }

  return { show }
`
