/** The part of the WebAssembly JavaScript interface that the sandbox uses: neither ES2023 nor Node's types declare it. */
declare namespace WebAssembly {
  type ImportValue = ((...args: never[]) => unknown) | Global | Memory
  type Imports = Record<string, Record<string, ImportValue>>
  type Exports = Record<string, unknown>
  interface ExternDescriptor {
    readonly module?: string
    readonly name: string
    readonly kind: 'function' | 'table' | 'memory' | 'global'
  }
  class Module {
    constructor(bytes: Uint8Array<ArrayBuffer> | ArrayBuffer)
    static imports(module: Module): ExternDescriptor[]
    static exports(module: Module): ExternDescriptor[]
  }
  class Instance {
    constructor(module: Module, imports?: Imports)
    readonly exports: Exports
  }
  class Memory {
    constructor(limits: { initial: number; maximum?: number })
    readonly buffer: ArrayBuffer
    grow(pages: number): number
  }
  class Global {
    constructor(type: { value: 'i32' | 'i64' | 'f32' | 'f64'; mutable?: boolean }, value?: number | bigint)
    value: number | bigint
  }
  class RuntimeError extends Error {}
  function validate(bytes: Uint8Array<ArrayBuffer> | ArrayBuffer): boolean
  function compile(bytes: Uint8Array<ArrayBuffer> | ArrayBuffer): Promise<Module>
  function instantiate(module: Module, imports?: Imports): Promise<Instance>
}
