import { expect, test } from 'vitest'
import { ALL_PERMISSIONS } from '../../../core/permissions/permissions.ts'
import { parseFlags } from './flags.ts'
import { permissionFlags, portablePath, readPermissions } from './permission-flags.ts'

const read = (words: string[], folder?: string) => readPermissions(parseFlags(words, permissionFlags), folder)

test('readPermissions() lets a project read its folder and write its .lcod, and nothing else', () => {
  expect(read([], '/proj')).toEqual({
    read: [portablePath('/proj')],
    write: [`${portablePath('/proj')}/.lcod`],
    net: [],
    env: [],
    git: [],
    listen: [],
  })
})

test('readPermissions() grants nothing to a compose without a folder', () => {
  expect(read([])).toEqual({ read: [], write: [], net: [], env: [], git: [], listen: [] })
})

test('readPermissions() adds lists, joins repeated flags, and takes a bare flag as everything', () => {
  const permissions = read(['--allow-read=/a,/b', '--allow-read=/c', '--allow-net', '--allow-env=A,B_*'], '/proj')
  expect(permissions.read).toEqual(['/proj', '/a', '/b', '/c'].map(portablePath))
  expect(permissions.net).toBe(true)
  expect(permissions.git).toBe(true)
  expect(permissions.env).toEqual(['A', 'B_*'])
})

test('readPermissions() grants cloning and listening by flags of their own', () => {
  const permissions = read(['--allow-git=git.example', '--allow-net=web.example', '--allow-listen=127.0.0.1:8080'])
  expect(permissions.git).toEqual(['git.example', 'web.example'])
  expect(permissions.net).toEqual(['web.example'])
  expect(permissions.listen).toEqual(['127.0.0.1:8080'])
})

test('readPermissions() grants everything with -A', () => {
  expect(read(['-A'])).toBe(ALL_PERMISSIONS)
})
