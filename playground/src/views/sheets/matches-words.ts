/** Whether a text holds every word of a query, in any order and in whatever letters. An empty query fits all. */
export function matchesWords(text: string, query: string): boolean {
  const inside = text.toLowerCase()
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => inside.includes(word))
}
