import { describe, expect, it } from 'vitest'
import { chooseRef } from './choose-ref.ts'

const [A, B, C] = ['a', 'b', 'c'].map((digit) => digit.repeat(40)) as [string, string, string]
const oids = new Map([
  ['HEAD', A],
  ['refs/heads/trunk', A],
  ['refs/heads/both', B],
  ['refs/tags/both', C],
  ['refs/tags/v1', C],
  ['refs/pull/1/head', B],
  ['refs/heads/../../config', B],
])

describe('chooseRef()', () => {
  it('takes the branch of HEAD without a ref', () => {
    expect(chooseRef({ oids, head: 'refs/heads/trunk' }, undefined)).toEqual({ name: 'refs/heads/trunk', oid: A })
    expect(chooseRef({ oids }, 'HEAD')).toEqual({ name: 'refs/heads/trunk', oid: A })
    expect(chooseRef({ oids: new Map([['HEAD', C]]) }, undefined)).toEqual({ oid: C })
  })

  it('takes branches before tags, full refs, and commits', () => {
    expect(chooseRef({ oids }, 'both').name).toBe('refs/heads/both')
    expect(chooseRef({ oids }, 'v1')).toEqual({ name: 'refs/tags/v1', oid: C })
    expect(chooseRef({ oids }, 'refs/tags/both')).toEqual({ name: 'refs/tags/both', oid: C })
    expect(chooseRef({ oids }, 'refs/pull/1/head').oid).toBe(B)
    expect(chooseRef({ oids }, 'D'.repeat(40))).toEqual({ oid: 'd'.repeat(40) })
  })

  it('fails for what is not there, and for a name that leads elsewhere', () => {
    for (const ref of ['none', 'refs/heads/none', 'abc123', '../../config', 'refs/heads/../../config']) {
      expect(() => chooseRef({ oids }, ref)).toThrow(`The remote has no branch, tag or commit "${ref}"`)
    }
    expect(() => chooseRef({ oids: new Map() }, undefined)).toThrow('The remote has no commit to check out')
  })

  it('names the branches that there are, and the ref that was probably meant', () => {
    expect(() => chooseRef({ oids }, 'trnk')).toThrow(
      expect.objectContaining({
        message: 'The remote has no branch, tag or commit "trnk"; its branches are both, trunk',
        hint: 'Did you mean "trunk"?',
        data: { ref: 'trnk', branches: ['both', 'trunk'] },
      }),
    )
    const headless = new Map([...oids, ['refs/heads/main', B], ['refs/heads/a\u001b[2J', B]] as const)
    headless.delete('HEAD')
    expect(() => chooseRef({ oids: headless, head: 'refs/heads/gone' }, undefined)).toThrow(
      expect.objectContaining({
        code: 'git_ref_not_found',
        message:
          'The remote has no default branch, as its HEAD names none that is there; its branches are main, both, trunk',
        hint: 'Give the branch as ref: main',
      }),
    )
  })
})
