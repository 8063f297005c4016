/**
 * Guest source, part of the prelude: takes away what compiles text and what tells time, and freezes the intrinsics
 * that the prelude itself relies on.
 *
 * `Object`, `Error` and `Function` prototypes only stop taking new keys: freezing them would break the common
 * `this.name = 'MyError'`, because an assignment cannot shadow a frozen inherited property.
 */
export const lockdownSource = `
  const refuse = (what) => function () { throw new $TypeError(what + ' is not available: a script cannot compile text') }
  const constant = (target, key, value) =>
    $defineProperty(target, key, { value, writable: false, enumerable: false, configurable: false })

  for (const [sample, name] of [
    [function () {}, 'Function'],
    [async function () {}, 'AsyncFunction'],
    [function* () {}, 'GeneratorFunction'],
    [async function* () {}, 'AsyncGeneratorFunction'],
  ]) {
    const prototype = $getPrototypeOf(sample)
    const stub = refuse(name)
    constant(stub, 'prototype', prototype)
    constant(stub, 'name', name)
    constant(prototype, 'constructor', stub)
    if (name === 'Function') constant(globalThis, 'Function', stub)
  }
  constant(globalThis, 'eval', refuse('eval'))
  for (const name of ['Atomics', 'SharedArrayBuffer', 'performance', 'WebAssembly', 'navigator', 'print', 'gc', 'std', 'os',
    'bjson', 'scriptArgs', 'console', 'queueMicrotask']) delete globalThis[name]

  const unserialisable = (kind) => function toJSON() { throw new $TypeError('it holds a ' + kind + ', which is not JSON') }
  for (const kind of ['Map', 'Set', 'WeakMap', 'WeakSet', 'WeakRef', 'BigInt']) {
    if (globalThis[kind] !== undefined) constant(globalThis[kind].prototype, 'toJSON', unserialisable(kind))
  }

  const lockIntrinsics = () => {
    const iterator = (value) => $getPrototypeOf(value)
    const arrayIterator = iterator([][$iterator]())
    const generator = $getPrototypeOf((function* () {}).prototype)
    const asyncGenerator = $getPrototypeOf((async function* () {}).prototype)
    const frozen = [JSON, Math, Reflect, arrayIterator, $getPrototypeOf(arrayIterator), iterator(''[$iterator]()),
      iterator(new $Map()[$iterator]()), iterator(new $Set()[$iterator]()), generator, asyncGenerator,
      $getPrototypeOf(asyncGenerator), $getPrototypeOf(Int8Array), $getPrototypeOf(Int8Array).prototype, Object]
    for (const name of ['Array', 'String', 'Number', 'Boolean', 'Symbol', 'BigInt', 'Map', 'Set', 'WeakMap', 'WeakSet', 'WeakRef',
      'FinalizationRegistry', 'Promise', 'RegExp', 'Date', 'Proxy', 'ArrayBuffer', 'DataView', 'Int8Array', 'Uint8Array', 'Uint8ClampedArray',
      'Int16Array', 'Uint16Array', 'Int32Array', 'Uint32Array', 'BigInt64Array', 'BigUint64Array', 'Float32Array',
      'Float64Array']) {
      const value = globalThis[name]
      if (value === undefined) continue
      frozen.push(value)
      if (value.prototype !== undefined) frozen.push(value.prototype)
    }
    for (const value of frozen) $freeze(value)
    for (const name of ['Object', 'Function', 'Error', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError',
      'URIError', 'InternalError', 'AggregateError']) {
      if (globalThis[name] === undefined) continue
      Object.preventExtensions(globalThis[name].prototype)
    }
  }
`
