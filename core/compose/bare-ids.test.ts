import { expect, test } from 'vitest'
import { bareId, bareIds } from './bare-ids.ts'
import { nearestName } from './nearest-name.ts'

test('bareId() is the path alone', () => {
  expect(bareId('lcod://core/string/format@1')).toBe('core/string/format')
  expect(bareId('flow/if')).toBe('flow/if')
  expect(bareId('lcod://a@1/b@2@3')).toBe('a@1/b')
  // Looked at again from each @, this would take minutes.
  expect(bareId(`${'@'.repeat(500_000)}/b`)).toHaveLength(500_002)
})

test('bareIds() lets slips be found, and nothing that merely is an id too', () => {
  const ids = bareIds(['lcod://flow/foreach@1', 'lcod://core/weather@1', 'lcod://flow/foreach@2'])
  const nearest = (id: string) => ids.get(nearestName(bareId(id), ids.keys()) ?? '')
  expect(nearest('lcod://flow/foreahc@1')).toBe('lcod://flow/foreach@1')
  expect(nearest('lcod://flow/foreach@7')).toBe('lcod://flow/foreach@1')
  expect(nearest('lcod://acme/other@1')).toBeUndefined()
})
