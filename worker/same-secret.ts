/**
 * Whether two secrets are the same, in a time that tells nothing about where they differ or how long they are: their
 * hashes are compared, all of each.
 */
export async function sameSecret(left: string, right: string): Promise<boolean> {
  const [first, second] = await Promise.all([digest(left), digest(right)])
  let difference = 0
  for (let index = 0; index < first.length; index++) difference |= (first[index] ?? 0) ^ (second[index] ?? 0)
  return difference === 0
}

async function digest(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
}
