/** As much of the W3C WebDriver protocol as opening a page and asking it something needs. */
export interface WebDriverSession {
  open(url: string): Promise<void>
  evaluate(expression: string): Promise<unknown>
  end(): Promise<void>
}

/**
 * Starts a session with the driver at `base` (`http://127.0.0.1:1234`).
 *
 * @param capabilities what `alwaysMatch` asks for.
 */
export async function startWebDriver(base: string, capabilities: object): Promise<WebDriverSession> {
  const created = await send(base, 'POST', '/session', { capabilities: { alwaysMatch: capabilities } })
  if (!isObject(created) || typeof created['sessionId'] !== 'string') throw new Error('The driver gave no session')
  const session = `/session/${created['sessionId']}`
  return {
    open: async (url) => {
      await send(base, 'POST', `${session}/url`, { url })
    },
    evaluate: async (expression) => {
      const script = `const done = arguments[arguments.length - 1]
        Promise.resolve((0, eval)(${JSON.stringify(expression)})).then(
          (value) => done({ value: value === undefined ? null : value }),
          (error) => done({ error: String(error) }))`
      const answer = await send(base, 'POST', `${session}/execute/async`, { script, args: [] })
      if (!isObject(answer)) throw new Error('The page gave no answer')
      if (typeof answer['error'] === 'string') throw new Error(answer['error'])
      return answer['value'] ?? null
    },
    end: async () => {
      await send(base, 'DELETE', session)
    },
  }
}

async function send(base: string, method: string, path: string, body?: object): Promise<unknown> {
  const init = body === undefined ? { method } : { method, body: JSON.stringify(body) }
  const response = await fetch(base + path, { ...init, headers: { 'content-type': 'application/json' } })
  const answer: unknown = await response.json()
  const value = isObject(answer) ? answer['value'] : undefined
  if (response.ok) return value
  const reason = isObject(value) ? `${String(value['error'])}: ${String(value['message'])}` : response.statusText
  throw new Error(`WebDriver refused ${method} ${path}: ${reason}`)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
