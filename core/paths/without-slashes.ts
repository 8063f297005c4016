/** A path or URL without the slashes at its end. Not by a pattern: those look at a long run of slashes from each of them. */
export function withoutSlashes(text: string): string {
  let end = text.length
  while (end > 0 && text[end - 1] === '/') end--
  return text.slice(0, end)
}
