/**
 * Guest source, part of the prelude: the `api` of a script, its console, and the one entry function.
 *
 * A reply is the JSON of the result, or a capital letter, which no JSON begins with: `U` nothing returned, `P` not settled
 * yet, `T` thrown, `N` not serialisable, `L` over a limit, the three with JSON of `{ message, head?, stack? }`, `M` out
 * of memory, `Z` threw null.
 */
export const apiSource = String.raw`
  const runs = $create(null)
  const pending = $create(null)
  let pendingCount = 0
  let lastCall = 0
  let running = 0

  const quote = (text) => "'" + text.replace(/\\/g, '\\\\').replace(/'/g, "\\'").replace(/\n/g, '\\n').replace(/\r/g, '\\r').replace(/\t/g, '\\t') + "'"
  const MAX_MESSAGE = 65536
  const show = (value) => load('inspect').show(value, 0, [])
  const render = (values) => {
    let text = ''
    for (let index = 0; index < values.length; index++) {
      const value = values[index]
      if (index > 0) text += ' '
      text += typeof value === 'string' ? value : show(value)
      if (text.length > MAX_MESSAGE) return text.slice(0, MAX_MESSAGE) + '...'
    }
    return text
  }

  const isOutOfMemory = (error) => error instanceof $InternalError && error.message === 'out of memory'
  const isTooDeep = (error) => error instanceof $InternalError && error.message === 'stack overflow'
  const textOf = (value) => {
    try { return typeof value === 'string' ? value : $String(value) } catch (error) {
      if (isOutOfMemory(error)) throw error
      return 'a value that has no text'
    }
  }

  const describe = (error) => {
    if (typeof error !== 'object' || error === null || !('message' in error)) {
      const message = typeof error === 'object' && error !== null ? show(error) : textOf(error)
      return { message, stack: '' }
    }
    const message = textOf(error.message)
    const name = error.name === undefined ? 'Error' : textOf(error.name)
    return { message, head: message === '' ? name : name + ': ' + message, stack: typeof error.stack === 'string' ? error.stack : '' }
  }
  const failure = (error) => {
    if (isOutOfMemory(error)) return 'M'
    // The interpreter throws null when not even the error fits; the host knows whether its memory is full.
    if (error === null) return 'Z'
    try { return 'T' + $stringify(describe(error)) } catch (second) {
      if (isOutOfMemory(second)) return 'M'
      return 'T' + $stringify({ message: 'The script threw a value that cannot be shown', stack: '' })
    }
  }

  const encode = (value, what) => {
    let text
    try { text = $stringify(value) } catch (error) {
      if (isOutOfMemory(error)) return 'M'
      if (isTooDeep(error)) return 'L' + $stringify({ message: what + ' is nested too deep' })
      return 'N' + $stringify({ message: what + ' is not JSON: ' + describe(error).message })
    }
    if (text === undefined) return 'U'
    if (text.length > $limits.text) {
      return 'L' + $stringify({ message: what + ' has ' + text.length + ' characters, more than ' + $limits.text })
    }
    return text
  }

  const hostError = (code, message, data) => {
    const error = new $Error(message)
    error.code = code
    if (data !== undefined) error.data = data
    return error
  }
  const argument = (value, what) => {
    const reply = encode(value === undefined ? {} : value, what)
    switch (reply[0]) {
      case 'U': return '{}'
      case 'M': throw new $InternalError('out of memory')
      case 'L': throw hostError('script_limit_exceeded', $parse(reply.slice(1)).message)
      case 'N': throw hostError('script_result_not_serialisable', $parse(reply.slice(1)).message)
      default: return reply
    }
  }

  const hostCall = (run, send) =>
    new $Promise((resolve, reject) => {
      if (run.ended) throw hostError('cancelled', 'The script is over')
      if (pendingCount >= $limits.calls) throw hostError('script_limit_exceeded', 'More than ' + $limits.calls + ' calls are waiting')
      const id = ++lastCall
      send(run.id + ':' + id)
      pending[id] = { run, resolve, reject }
      pendingCount++
    })
  const callComponent = (run, id, args) =>
    hostCall(run, (key) => {
      if (typeof id !== 'string') throw new $TypeError('api.call needs a component id, found ' + show(id))
      $hostCall(key, $stringify(id), argument(args, 'The input of ' + quote(id)))
    })
  const isLcodId = (name) => typeof name === 'string' && name.startsWith('lcod://')

  const copy = (value) => {
    if (typeof value !== 'object' || value === null) return value
    const text = $stringify(value)
    return text === undefined ? undefined : $parse(text)
  }
  const configAt = (config, path) => {
    let found = config
    for (const key of path.replace(/^\$/, '').split('.')) {
      if (key === '') continue
      if (typeof found !== 'object' || found === null) return undefined
      if ($isArray(found) && !/^\d+$/.test(key)) return undefined
      found = $getOwnPropertyDescriptor(found, key)?.value
    }
    return found
  }

  const noImports = $freeze({})
  const makeImports = (run, imports) => {
    const made = {}
    for (const alias of $keys(imports)) {
      const target = imports[alias]
      $defineProperty(made, alias, { value: async (payload = {}) => callComponent(run, target, payload), enumerable: true })
    }
    return $freeze(made)
  }

  class Api {
    #run
    constructor(run) { this.#run = run }
    get call() { const run = this.#run; return (id, args) => callComponent(run, id, args) }
    get runSlot() { const run = this.#run; return (name, state, vars) => callSlot(run, name, state, vars) }
    get log() { return logValues }
    get config() { const config = this.#run.extras?.config ?? {}; return (path, fallback) => readConfig(config, path, fallback) }
    get run() { return (name, payload) => runNamed(this.#run, name, payload, this) }
    get imports() { return this.#run.imports }
  }
  for (const name of ['call', 'runSlot', 'log', 'config', 'run', 'imports']) $defineProperty(Api.prototype, name, { enumerable: true })
  $freeze(Api.prototype)
  const callSlot = (run, name, state, vars) =>
    hostCall(run, (key) => $hostSlot(key, $stringify(textOf(name)), argument(state, 'The state of a slot'), argument(vars, 'The slot variables')))
  const logValues = (...values) => { $hostLog($stringify(render(values))) }
  const readConfig = (config, path, fallback) => {
    if (path === undefined || path === null || path === '') return copy(config)
    if (typeof path !== 'string') throw new $Error('api.config path must be a string')
    const found = configAt(config, path)
    return copy(found === undefined || found === null ? fallback : found)
  }
  const runNamed = async (run, name, payload, api) => {
    const tool = run.tools[name]
    if (tool !== undefined) return runTool(run, tool, name, payload, api)
    if (isLcodId(name)) return callComponent(run, name, payload)
    throw new $Error('Unknown tool: ' + textOf(name))
  }
  const runTool = async (run, tool, name, payload, api) => {
    if (tool.timeoutMs === undefined) return tool.fn(copy(payload), api)
    const timer = $hostTool(run.id + ':', $stringify({ name, timeoutMs: tool.timeoutMs }))
    try { return await tool.fn(copy(payload), api) } finally { $hostTool(run.id + ':' + timer, '') }
  }

  const noTools = $create(null)
  const start = (text, program, id, extrasText) => {
    const run = { id, ended: false, tools: program.tools, extras: undefined, imports: noImports }
    running++
    if (program.mayLeak) mayHaveLeaked = true
    const scope = $parse(text)
    if (extrasText !== undefined) {
      run.extras = $parse(extrasText)
      if (run.extras.imports !== undefined) run.imports = makeImports(run, run.extras.imports)
    }
    if (scope.bindings === undefined) {
      scope.bindings = {}
      scope.input = scope.state
    } else scope.input = scope.bindings
    if (scope.meta === undefined) scope.meta = {}
    scope.imports = run.imports
    let value
    try {
      value = program.fn(scope, new Api(run))
      if (typeof value === 'object' && value !== null && typeof value.then === 'function') {
        runs[run.id] = run
        const promise = new $Promise((resolve) => { resolve(value) })
        $apply($then, promise, [
          (result) => { settle(run, finish(result)) },
          (error) => { settle(run, failure(error)) },
        ])
        return 'P'
      }
    } catch (error) {
      return end(run, failure(error))
    }
    return end(run, finish(value))
  }
  const finish = (value) => encode(value, 'The result of the script')
  const settle = (run, reply) => {
    if (run.ended) return
    delete runs[run.id]
    $hostSettle(run.id + ':', end(run, reply))
  }

  const end = (run, reply) => {
    run.ended = true
    if (--running === 0 && mayHaveLeaked) removeLeaked()
    return reply
  }

  // Names that scripts assign without declaring them end with the scripts. Looking for them costs about as much as a
  // small script, so it is done only after programs whose text may assign some.
  let mayHaveLeaked = false
  const removeLeaked = () => {
    for (const name of $keys(globalThis)) delete globalThis[name]
    mayHaveLeaked = false
  }

  const deliver = (answer) => {
    const waiting = pending[answer.call]
    if (waiting === undefined) return
    delete pending[answer.call]
    pendingCount--
    if (answer.error === undefined) waiting.resolve(answer.value)
    else waiting.reject(hostError(answer.error.code, answer.error.message, answer.error.data))
  }

  const drop = (id) => {
    for (const call of $keys(pending)) {
      if (pending[call].run.id !== id) continue
      delete pending[call]
      pendingCount--
    }
    const run = runs[id]
    if (run === undefined) return
    delete runs[id]
    end(run, '')
  }

  const newProgram = () => ({ fn: undefined, tools: noTools, mayLeak: false })
  const define = (text, fn, program) => {
    if (typeof fn !== 'function') return 'N' + (fn === null ? 'null' : typeof fn)
    const { tool, timeoutMs, mayLeak } = $parse(text)
    program.mayLeak ||= mayLeak
    if (tool === undefined) program.fn = fn
    else {
      if (program.tools === noTools) program.tools = $create(null)
      program.tools[tool] = { fn, timeoutMs }
    }
    return 'U'
  }

  const operations = {
    __proto__: null,
    start,
    deliver: (text) => deliver($parse(text)),
    define,
    newProgram,
    drop: (text) => drop($parse(text)),
    explain: (_, error) => failure(error),
  }
`

/**
 * Guest source, part of the prelude: `console` and `process`. Environment and working directory are asked for when a
 * script looks: an interpreter is prepared without them, and what differs between hosts costs only those who use it.
 */
export const globalsSource = `
  const console = {}
  for (const method of ['log', 'info', 'warn', 'error', 'debug', 'trace']) {
    $defineProperty(console, method, {
      enumerable: true,
      value: (...values) => {
        const message = render(values)
        $hostConsole($stringify(method), $stringify(message.trim() === '' ? '[console.' + method + ']' : message))
      },
    })
  }
  let env
  const process = { get env() { return (env ??= $freeze($parse($hostWorld('env')))) }, cwd: () => $parse($hostWorld('cwd')) }
  constant(globalThis, 'console', $freeze(console))
  constant(globalThis, 'process', $freeze(process))
  for (const [name, part] of [['URL', 'url'], ['URLSearchParams', 'url'], ['TextEncoder', 'textCoding'], ['TextDecoder', 'textCoding']]) {
    $defineProperty(globalThis, name, { get: () => load(part)[name], enumerable: false, configurable: false })
  }
`
