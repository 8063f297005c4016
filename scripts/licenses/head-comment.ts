/**
 * The text of the comments at the beginning of a JavaScript file, without their marks.
 *
 * @returns the empty string when the file begins with something else.
 */
export function headComment(source: string): string {
  const comments = /^(?:#!.*\n)?\s*((?:\/\*[\s\S]*?\*\/|\/\/.*|\s+)*)/.exec(source)?.[1] ?? ''
  return comments
    .split('\n')
    .map((line) => line.replace(/^\s*(?:\/\*+!?|\*\/|\*|\/\/)?\s?/, '').replace(/\s*(?:\*+\/)?\s*$/, ''))
    .join('\n')
    .trim()
}
