// In place of a polyfill that takes `this` for the global object, which it is not in a module worker: every browser that
// runs the playground encodes text itself.
