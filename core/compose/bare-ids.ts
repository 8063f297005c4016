/** What of an id people get wrong: its path, without scheme and version. */
export function bareId(id: string): string {
  const path = id.replace(/^lcod:\/\//, '')
  const version = path.indexOf('@', path.lastIndexOf('/') + 1)
  return version < 0 ? path : path.slice(0, version)
}

/**
 * Ids by what people get wrong of them, to find the nearest one with `nearestName`: scheme and version, which all ids
 * share, would make everything look near. The first of several versions counts.
 */
export function bareIds(ids: Iterable<string>): ReadonlyMap<string, string> {
  const byName = new Map<string, string>()
  for (const id of ids) {
    const name = bareId(id)
    if (!byName.has(name)) byName.set(name, id)
  }
  return byName
}
