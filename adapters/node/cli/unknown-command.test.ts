import { expect, test } from 'vitest'
import { commands } from './commands.ts'
import { unknownCommand } from './unknown-command.ts'

test.each([
  ['remove', 'Did you mean "lcod uninstall"?'],
  ['add', 'Did you mean "lcod install"?'],
  ['update', 'Did you mean "lcod resolve"?'],
  ['instal', 'Did you mean "lcod install"?'],
  ['job.yaml', 'To run a compose, write lcod run job.yaml'],
  ['zzzzzz', 'lcod help lists the commands'],
])('unknownCommand() says of %s: %s', (name, help) => {
  expect(unknownCommand(name).hint).toBe(help)
})

test.each(['add', 'create', 'lock', 'new', 'remove', 'rm', 'update', 'validate'])(
  'unknownCommand() names a command that there is for %s',
  (name) => {
    const named = /lcod (\w+)/.exec(unknownCommand(name).hint ?? '')?.[1]
    expect(commands.map((command) => command.name)).toContain(named)
  },
)
