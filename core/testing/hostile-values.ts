import { type Dict, isDict, setOwn } from '../values.ts'
import { fc } from './fc.ts'

/**
 * A value that no author writes in good faith, as a name and the way to make it: what is huge or deep is made when it is
 * used, and a failing property shows its name.
 */
export interface Hostile {
  readonly name: string
  make(): unknown
}

/** Key names that mean something to JavaScript, and others that nobody expects. */
const KEYS = [
  ...['toString', 'valueOf', 'toJSON', 'constructor', '__proto__', 'prototype', 'hasOwnProperty', 'then', 'length'],
  ...['', '0', '-1', '.', '..', '/', '$', '$.a', 'a.b', 'a[0]', '__lcod_state__', '__lcod_spreads__', '\ud800', '\0'],
  ...['id', 'name', 'path', 'url', 'type', 'value', 'call', 'code', 'message', 'data', 'in', 'slots', 'compose'],
]

/** Texts that readers of paths, ids, URLs, patterns, templates and numbers take apart. */
const TEXTS = [
  ...KEYS,
  ...[' ', '\n', '\ud800', 'a\udfffb', '\ufeff', '%', '%zz', '{', '}', '{a', '{{', '${', '[', '[a', '\\', '\\u', '"'],
  ...['=', '$', '$slot', '$slot.item', '../../etc', 'C:\\', '//', 'a//b', '~1', '**', '[z-a]', '{,', '(', '+', '*'],
  ...['lcod://', 'lcod://@', 'lcod://a/b@1', 'lcod://a/b@1.0.0', 'lcod://impl/set@1', '@', 'a@', '1e999', '-', '0x'],
  ...['http://', 'https://host/a', 'https://host/said.json', 'https://[::1', 'http://a b', 'file:///a', 'data:,x'],
  ...['a.json', 'said.json', 'lcp.toml', 'sub', 'list.jsonl', '.', 'utf-8', 'base64', 'GET', 'info', 'json'],
  ...['{"toString":false}', '[{"id":{"toString":false}}]', '{"__proto__":[]}', 'a = [[1]]', '"a","b\n', 'Z', '=='],
]

const NUMBERS = [0, -0, 1, -1, 0.5, 2 ** 31, 2 ** 53, -(2 ** 53), 1e21, 1e308, -1e308, 5e-324]

const DEEP = 100_000
const LONG = 1_000_000

/** Objects that break what turns them into text, numbers or JSON without looking. */
const TRAPS: Readonly<Record<string, () => unknown>> = {
  'toString: false': () => ({ toString: false }),
  'toString and valueOf': () => ({ toString: null, valueOf: 'x' }),
  toJSON: () => ({ toJSON: 'x', a: 1 }),
  constructor: () => ({ constructor: { name: 5 } }),
  __proto__: () => JSON.parse('{"__proto__":{"call":"lcod://impl/set@1","polluted":true}}'),
  hasOwnProperty: () => ({ hasOwnProperty: 1, isPrototypeOf: null, propertyIsEnumerable: [] }),
  then: () => ({ then: { then: 'x' }, catch: 1 }),
  'array-like': () => ({ length: 4_294_967_296, 0: 'a' }),
  'negative length': () => ({ length: -1 }),
  'no prototype': () => Object.assign(Object.create(null), { a: { b: 1 } }),
  sparse: () => Object.assign(new Array(5), { 3: 'x' }),
  frozen: () => Object.freeze([Object.freeze({ a: Object.freeze([1]) })]),
  'list of traps': () => [{ toString: false }, [{ valueOf: 1, toString: 1 }]],
  error: () => ({ code: { toString: false }, message: { toString: false }, data: { toString: false } }),
}

/** Values that are too much for recursion, for arguments of a call, or for a pass over each pair. */
const HUGE: Readonly<Record<string, () => unknown>> = {
  'deep list': () => nested(() => []),
  'deep object': () => nested(() => ({})),
  'long list': () => new Array(LONG).fill(0),
  'long text': () => 'a'.repeat(LONG),
  'deep JSON text': () => '['.repeat(DEEP),
  braces: () => '{a'.repeat(DEEP),
  blanks: () => `${' '.repeat(LONG)}x`,
  'many keys': () => Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`k${index}`, index])),
}

function nested(container: () => unknown[] | Dict): unknown {
  let value: unknown = 'deep'
  for (let at = 0; at < DEEP; at++) {
    const outer = container()
    if (Array.isArray(outer)) outer.push(value)
    else outer['a'] = value
    value = outer
  }
  return value
}

function shown(hostile: Hostile): Hostile {
  return { ...hostile, [fc.toStringMethod]: () => hostile.name } as Hostile
}

/** A value that is what it is, as a hostile one. */
export const plain = (value: unknown): Hostile => shown({ name: JSON.stringify(value) ?? 'nothing', make: () => value })
const named = (values: Readonly<Record<string, () => unknown>>): Hostile[] =>
  Object.entries(values).map(([name, make]) => shown({ name: `<${name}>`, make }))

export const hostileKey: fc.Arbitrary<string> = fc.constantFrom(...KEYS)

const scalars = [null, true, false, ...NUMBERS, ...TEXTS].map(plain)
const trap = fc.constantFrom(...named(TRAPS))

/** Small hostile values: scalars, traps, and lists and objects of them under hostile keys. */
export const smallHostile: fc.Arbitrary<Hostile> = fc.letrec<{ value: Hostile }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { arbitrary: fc.constantFrom(...scalars), weight: 4 },
    { arbitrary: trap, weight: 3 },
    { arbitrary: fc.array(tie('value'), { maxLength: 3 }).map(listOf), weight: 1 },
    { arbitrary: fc.array(fc.tuple(hostileKey, tie('value')), { maxLength: 3 }).map(objectOf), weight: 2 },
  ),
})).value

/** Hostile values of one kind, for where any other kind is refused at the door. */
export const hostileOfKind = {
  string: fc.constantFrom(...TEXTS.map(plain)),
  number: fc.constantFrom(...NUMBERS.map(plain)),
  integer: fc.constantFrom(...NUMBERS.filter(Number.isInteger).map(plain)),
  boolean: fc.constantFrom(...[true, false].map(plain)),
  array: fc.array(smallHostile, { maxLength: 4 }).map(listOf),
  object: fc.array(fc.tuple(hostileKey, smallHostile), { maxLength: 4 }).map(objectOf),
}

/** Hostile values that any document can hold as a text. */
export const hostileText: fc.Arbitrary<Hostile> = fc.oneof(
  { arbitrary: fc.constantFrom(...TEXTS.map(plain)), weight: 40 },
  fc.constantFrom(...named(HUGE).filter(({ make }) => typeof make() === 'string')),
)

/** Keys that readers of manifests, locks, lists, configurations and requests look for. */
const DOCUMENT_KEYS = [
  ...['schema', 'schemaVersion', 'type', 'kind', 'id', 'name', 'version', 'versions', 'range', 'summary', 'priority'],
  ...[
    'registries',
    'registry',
    'registryId',
    'packages',
    'components',
    'component',
    'versionsPath',
    'sources',
    'source',
  ],
  ...[
    'catalogues',
    'lists',
    'list',
    'inline',
    'namespaces',
    'replace',
    'bindings',
    'contract',
    'implementation',
    'deps',
  ],
  ...[
    'requires',
    'resolved',
    'requested',
    'dependencies',
    'target',
    'spec',
    'path',
    'url',
    'ref',
    'subdir',
    'integrity',
  ],
  ...['files', 'mirrors', 'entrypoint', 'manifest', 'compose', 'lcp', 'workspace', 'scopeAliases', 'artifacts', 'icon'],
  ...[
    'tool',
    'hints',
    'docs',
    'slots',
    'inputs',
    'outputs',
    'properties',
    'items',
    'enum',
    'default',
    'code',
    'message',
  ],
  ...[
    'defaults',
    'base',
    'digest',
    'headers',
    'auth',
    'descriptorPath',
    'warnings',
    'value',
    'origin',
    'commit',
    'call',
  ],
]

/** What a file, an answer or a script may say: objects and lists with the keys that somebody looks for. */
export const hostileDocument: fc.Arbitrary<Hostile> = fc.letrec<{ part: Hostile }>((tie) => ({
  part: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { arbitrary: smallHostile, weight: 2 },
    { arbitrary: fc.array(tie('part'), { maxLength: 3 }).map(listOf), weight: 2 },
    {
      arbitrary: fc.array(fc.tuple(fc.constantFrom(...DOCUMENT_KEYS), tie('part')), { maxLength: 6 }).map(objectOf),
      weight: 5,
    },
  ),
})).part

/** Any hostile value, now and then one that is huge. */
export const hostile: fc.Arbitrary<Hostile> = fc.oneof(
  { arbitrary: smallHostile, weight: 12 },
  { arbitrary: fc.constantFrom(...named(HUGE)), weight: 1 },
)

export function listOf(items: readonly Hostile[]): Hostile {
  return shown({ name: `[${items.map(({ name }) => name)}]`, make: () => items.map((item) => item.make()) })
}

export function objectOf(entries: ReadonlyArray<readonly [string, Hostile]>): Hostile {
  const members = entries.map(([key, { name }]) => `${JSON.stringify(key)}:${name}`)
  return shown({
    name: `{${members}}`,
    make() {
      const object: Dict = {}
      for (const [key, value] of entries) setOwn(object, key, value.make())
      return object
    },
  })
}

/** `value` with one of its parts, or the whole of it, exchanged for a hostile one. */
export function oneReplaced(value: unknown, by: fc.Arbitrary<Hostile> = hostile): fc.Arbitrary<Hostile> {
  const parts = countParts(value)
  return fc.tuple(fc.nat({ max: parts - 1 }), by).map(([at, replacement]) =>
    shown({
      name: `${JSON.stringify(value)} with ${replacement.name} as part ${at}`,
      make: () => replaced(value, { left: at }, replacement),
    }),
  )
}

function countParts(value: unknown): number {
  const children = isDict(value) || Array.isArray(value) ? Object.values(value) : []
  return children.reduce<number>((sum, child) => sum + countParts(child), 1)
}

function replaced(value: unknown, counter: { left: number }, by: Hostile): unknown {
  if (counter.left-- === 0) return by.make()
  if (Array.isArray(value)) return value.map((item) => replaced(item, counter, by))
  if (!isDict(value)) return value
  const copy: Dict = {}
  for (const [key, item] of Object.entries(value)) setOwn(copy, key, replaced(item, counter, by))
  return copy
}
