/// <reference types="vite/client" />

declare const LCOD_VERSION: string

declare module 'quickjs-metered.wasm?url' {
  const url: string
  export default url
}

declare module 'virtual:examples' {
  const examples: readonly import('../build/read-example.ts').ExampleData[]
  export default examples
}

declare module 'virtual:first-example' {
  const example: import('../build/read-example.ts').ExampleData
  export default example
}

declare module 'virtual:components' {
  const components: readonly import('./worker/parts/described-component.ts').DescribedComponent[]
  export default components
}
