import { expect, test } from 'vitest'
import { checkManifestShape } from './check-manifest-shape.ts'

test('checkManifestShape() compiles the schema of descriptors once for many of them', () => {
  let compiled = 0
  const schemas = {
    compile: () => {
      compiled++
      return () => []
    },
  }
  for (let index = 0; index < 3; index++) checkManifestShape({ id: `lcod://demo/c${index}@1.0.0` }, schemas, () => {})
  expect(compiled).toBe(1)
})
