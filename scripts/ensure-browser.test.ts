import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { ensureBrowser, type Machine } from './ensure-browser.ts'

/** A machine where the browser is there once one of the commands that `works` tells of has run. */
function machineWith(given: Partial<Machine>, works: (command: string, before: readonly string[]) => boolean) {
  const ran: string[] = []
  const said: string[] = []
  let isThere = false
  const machine: Machine = {
    root: false,
    apt: false,
    sudo: false,
    missing: () => (isThere ? null : 'Chromium is not installed'),
    run: (program, args) => {
      const command = [program, ...args].join(' ')
      const done = works(command, ran)
      ran.push(command)
      if (done && / install /.test(`${command} `)) isThere = true
      return done
    },
    playwright: ['node', 'cli.js', 'install', 'chromium'],
    say: (line) => said.push(line),
    ...given,
  }
  return { machine, ran, said }
}

const APT = 'env DEBIAN_FRONTEND=noninteractive apt-get'
const INSTALL = 'install -y --no-install-recommends chromium'

describe('ensureBrowser()', () => {
  it('installs nothing when the browser is there, or when it only looks', () => {
    const { machine, ran, said } = machineWith({ root: true, apt: true }, () => true)
    expect(ensureBrowser('chromium', { ...machine, missing: () => null })).toBe(true)
    expect(ensureBrowser('chromium', machine, true)).toBe(false)
    expect([ran, said]).toEqual([[], ['chromium: is there', 'chromium: Chromium is not installed']])
  })

  it('installs by apt as root', () => {
    const { machine, ran, said } = machineWith({ root: true, apt: true }, () => true)
    expect(ensureBrowser('chromium', machine)).toBe(true)
    expect(ran).toEqual([`${APT} ${INSTALL}`])
    expect(said).toEqual(['chromium: Chromium is not installed; installing by apt: chromium', 'chromium: installed'])
  })

  it('brings the package lists up to date when the packages are not known, and tries again', () => {
    const known = (command: string, before: readonly string[]) => command.endsWith('update') || before.length > 1
    const { machine, ran } = machineWith({ root: true, apt: true }, known)
    expect(ensureBrowser('chromium', machine)).toBe(true)
    expect(ran).toEqual([`${APT} ${INSTALL}`, `${APT} update`, `${APT} ${INSTALL}`])
  })

  it('goes through sudo where that asks for no password', () => {
    const { machine, ran, said } = machineWith({ apt: true, sudo: true }, () => true)
    expect(ensureBrowser('chromium', machine)).toBe(true)
    expect(ran).toEqual([`sudo -n ${APT} ${INSTALL}`])
    expect(said[0]).toContain('installing by apt and sudo: chromium')
  })

  it('takes the Chromium of Playwright where it may not install packages', () => {
    const { machine, ran } = machineWith({ apt: true }, () => true)
    expect(ensureBrowser('chromium', machine)).toBe(true)
    expect(ran).toEqual(['node cli.js install chromium'])
  })

  it.each([
    ['as root', { root: true, apt: true }, 3],
    ['by Playwright', { apt: true }, 1],
  ])('says what to do when it cannot install %s', (_, rights, commands) => {
    const { machine, ran, said } = machineWith(rights, (command) => command.endsWith('update'))
    expect(ensureBrowser('chromium', machine)).toBe(false)
    expect(ran).toHaveLength(commands)
    expect(said.at(-1)).toBe(
      'chromium: not installed, the installer failed. Run as root: apt-get install chromium; or name a program in LCOD_CHROMIUM',
    )
  })

  it('believes no installer: what counts is that the browser is there', () => {
    const { machine, said } = machineWith({ root: true, apt: true }, () => true)
    expect(ensureBrowser('chromium', { ...machine, missing: () => 'Chromium is not installed' })).toBe(false)
    expect(said.at(-1)).toContain('chromium: not installed, Chromium is not installed. Run as root')
  })

  it('runs nothing for a browser that only the system can install', () => {
    const { machine, ran, said } = machineWith({ apt: true, missing: () => 'Firefox is not installed' }, () => true)
    expect(ensureBrowser('firefox', machine)).toBe(false)
    expect([ran, said]).toEqual([
      [],
      [
        'firefox: Firefox is not installed. Run as root: apt-get install firefox-esr; or name a program in LCOD_FIREFOX',
      ],
    ])
  })
})

describe.skipIf(process.platform === 'win32')('npm run browsers', () => {
  const folders: string[] = []
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
  })

  /** Runs the script where the only programs are these, as shell scripts. */
  function runWith(programs: Record<string, string>, args: readonly string[]) {
    const folder = mkdtempSync(join(tmpdir(), 'lcod-browsers-'))
    folders.push(folder)
    for (const [name, body] of Object.entries(programs)) {
      writeFileSync(join(folder, name), `#!/bin/sh\necho "${name} $*" >> "${folder}/log"\n${body}\n`)
      chmodSync(join(folder, name), 0o755)
    }
    symlinkSync('/usr/bin/env', join(folder, 'env'))
    writeFileSync(join(folder, 'log'), '')
    const env = { HOME: folder, PATH: folder, PLAYWRIGHT_BROWSERS_PATH: folder, FOLDER: folder }
    const script = ['scripts/run-ts.js', 'scripts/ensure-browsers.ts', ...args]
    const { status, stdout } = spawnSync(process.execPath, script, { env, encoding: 'utf8' })
    return {
      status,
      lines: stdout.trim().split('\n'),
      log: readFileSync(join(folder, 'log'), 'utf8').trim().split('\n'),
    }
  }
  /** Installs what it is told to, once it has been updated. */
  const apt = `
    if [ "$1" = update ]; then : > "$FOLDER/updated"; exit 0; fi
    [ -e "$FOLDER/updated" ] || exit 100
    printf '#!/bin/sh\\n' > "$FOLDER/chromium"; /bin/chmod 755 "$FOLDER/chromium"`

  it('installs by apt-get, as root or through sudo, and exits with 0', () => {
    const { status, lines, log } = runWith({ 'apt-get': apt, sudo: 'shift; exec "$@"' }, ['chromium'])
    expect({ status, last: lines.at(-1) }).toEqual({ status: 0, last: 'chromium: installed' })
    const own = log.filter((line) => line.startsWith('apt-get'))
    expect(own).toEqual([`apt-get ${INSTALL}`, 'apt-get update', `apt-get ${INSTALL}`])
    expect(log.some((line) => line.startsWith('sudo -n env DEBIAN_FRONTEND'))).toBe(process.getuid?.() !== 0)
  })

  it('exits with 1 and says what to do when it cannot install, and with 0 for what is optional', () => {
    const broken = { 'apt-get': 'exit 100', sudo: 'exit 1' }
    const { status, lines } = runWith(broken, ['firefox'])
    expect({ status, last: lines.at(-1) }).toEqual({
      status: 1,
      last: expect.stringContaining('apt-get install firefox-esr; or name a program in LCOD_FIREFOX'),
    })
    expect(runWith(broken, ['--optional', 'firefox']).status).toBe(0)
  })

  it('only looks with --check, and refuses what it does not know', () => {
    const { status, lines, log } = runWith({ 'apt-get': apt }, ['--check', 'chromium'])
    expect({ status, lines, log }).toEqual({ status: 1, lines: ['chromium: Chromium is not installed'], log: [''] })
    expect(runWith({}, ['netscape']).status).toBe(2)
  })
})
