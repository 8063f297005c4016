/** Doubles `$.n`. */
export const DOUBLE = [
  {
    call: 'lcod://tooling/script@1',
    in: { source: '({ state }) => ({ v: state.n * 2 })', input: { n: '$.n' } },
    out: { v: 'v' },
  },
]

/** Runs until something ends it. */
export const ENDLESS = [
  {
    call: 'lcod://flow/while@1',
    slots: {
      condition: [{ call: 'lcod://impl/set@1', in: { continue: true }, out: { continue: 'continue' } }],
      body: [{ call: 'lcod://impl/set@1', in: { x: 1 }, out: { x: 'x' } }],
    },
  },
]

/** A script that runs until something ends it. */
export const ENDLESS_SCRIPT = [
  { call: 'lcod://tooling/script@1', in: { source: '() => { for (;;) ; }', timeoutMs: 1e9 } },
]

/** Ends with a value of more levels than JSON can be written for. */
export const DEEP = [
  {
    call: 'lcod://flow/while@1',
    out: { x: 'state' },
    slots: {
      condition: [
        {
          call: 'lcod://contract/core/value/equals@1',
          in: { left: '$slot.index', right: 20_000 },
          out: { done: 'equal' },
        },
        {
          call: 'lcod://flow/if@1',
          in: { cond: '$.done' },
          out: { continue: 'on' },
          slots: {
            then: [{ call: 'lcod://impl/set@1', in: { on: false }, out: { on: 'on' } }],
            else: [{ call: 'lcod://impl/set@1', in: { on: true }, out: { on: 'on' } }],
          },
        },
      ],
      body: [{ call: 'lcod://impl/set@1', in: { x: { in: '$.x' } }, out: { x: 'x' } }],
    },
  },
]

/** Waits `$.ms`, then gives `$.value`. */
export const WAIT = [{ call: 'lcod://impl/delay@1', in: { value: '$.value', ms: '$.ms' }, out: { value: 'value' } }]
