import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { knownSchemasModule } from '../../scripts/known-schemas.ts'
import { createPortableSchemas } from './cfworker.ts'
import { checkComposeDocument } from './known-schemas.ts'

const root = new URL('../../', import.meta.url)
const generated = readFileSync(new URL('adapters/schemas/generated/known-schemas.js', root), 'utf8')

describe('checkComposeDocument()', () => {
  it('takes a compose and names what is wrong with another', () => {
    expect(checkComposeDocument({ compose: [{ call: 'lcod://impl/set@1' }] })).toEqual([])
    expect(checkComposeDocument({ compose: 1 }).length).toBeGreaterThan(0)
  })

  it.each([
    ['a compose', { compose: [{ call: 'lcod://a/b@1', in: { a: 1 }, out: { b: 'b' } }] }],
    ['no list', { compose: {} }],
    ['a step without a call', { compose: [{ in: {} }] }],
    ['a number', 3],
  ])('decides as the portable validator does on %s', (_, document) => {
    const schema: unknown = JSON.parse(readFileSync(new URL('core/compose/compose.schema.json', root), 'utf8'))
    const portable = createPortableSchemas().compile(schema)
    expect(portable(document)).toEqual(checkComposeDocument(document))
  })

  it('is made of code that generates none', () => {
    expect(/\bnew Function\b|\beval\s*\(|^import\b/m.test(generated)).toBe(false)
  })

  it('is up to date with its schemas: scripts/build-schemas.ts writes it', async () => {
    expect((await knownSchemasModule(root)) === generated).toBe(true)
  })
})
