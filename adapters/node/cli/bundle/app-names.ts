/** The name of an application as npm, Workers and a shell take it. */
export function packageName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
  return plain === '' ? 'lcod-app' : plain
}
