import { effect, signal } from '@preact/signals'
import { describe, expect, test } from 'vitest'
import { StepMarks } from './step-marks.ts'

describe('StepMarks', () => {
  test('keeps marks by file and offers those of the compose that runs', () => {
    const compose = signal('/a/compose.yaml')
    const marks = new StepMarks(compose)
    expect(marks.toggle('/a/compose.yaml', '/compose/0')).toBe(true)
    expect(marks.toggle('/b/compose.yaml', '/compose/1')).toBe(true)
    expect([...marks.paths.value]).toEqual(['/compose/0'])
    compose.value = '/b/compose.yaml'
    expect([...marks.paths.value]).toEqual(['/compose/1'])
    expect(marks.toggle('/b/compose.yaml', '/compose/1')).toBe(false)
    expect(marks.paths.value.size).toBe(0)
  })

  test('tells nobody of marks that stay as they are', () => {
    const marks = new StepMarks(signal('/a'))
    let told = -1
    effect(() => {
      marks.of('/a')
      told++
    })
    marks.set('/a', ['/compose/0'])
    marks.set('/a', ['/compose/0'])
    expect(told).toBe(1)
  })
})
