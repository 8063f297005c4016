import type { DeclaredInput } from '../core/manifest/declared-inputs.ts'
import { readField, showField } from '../core/manifest/input-field.ts'
import type { RunMessage, WorkerMessage } from './messages.ts'

/** The page of an application: a form of its inputs, a button that runs it and one that stops it, and the result. */

const form = element('inputs', HTMLFormElement)
const fields = element('fields', HTMLDivElement)
const runButton = element('run', HTMLButtonElement)
const stopButton = element('stop', HTMLButtonElement)
const status = element('status', HTMLParagraphElement)
const output = element('result', HTMLPreElement)
const logs = element('logs', HTMLPreElement)

let asked: readonly DeclaredInput[] = []
let worker = startWorker()

form.addEventListener('submit', (event) => {
  event.preventDefault()
  output.textContent = ''
  logs.textContent = ''
  setRunning(true, 'Running')
  const message: RunMessage = { type: 'run', input: readInput() }
  worker.postMessage(message)
})
stopButton.addEventListener('click', () => {
  // The kernel runs in the worker: ending that ends a run, whatever it does.
  worker.terminate()
  worker = startWorker()
  setRunning(false, 'Stopped')
})

function startWorker(): Worker {
  const started = new Worker(new URL('worker.js', document.baseURI), { type: 'module' })
  started.addEventListener('message', ({ data }: MessageEvent<WorkerMessage>) => take(data))
  started.addEventListener('error', () => setRunning(false, 'The kernel did not start'))
  return started
}

function take(message: WorkerMessage): void {
  if (message.type === 'log') logs.textContent += `${message.line}\n`
  else if (message.type === 'result') {
    output.textContent = message.text
    setRunning(false, 'Done')
  } else if (message.type === 'error') {
    const { code, message: text, help } = message
    output.textContent = help === undefined ? text : `${text}\n${help}`
    setRunning(false, `Failed: ${code}`)
  } else if (asked.length === 0) {
    asked = message.app.fields
    element('summary', HTMLParagraphElement).textContent = message.app.summary
    fields.replaceChildren(...asked.map(fieldOf))
    setRunning(false, '')
  }
}

function setRunning(running: boolean, text: string): void {
  runButton.disabled = running
  stopButton.disabled = !running
  status.textContent = text
}

function fieldOf(field: DeclaredInput): HTMLElement {
  const label = document.createElement('label')
  const control = controlOf(field)
  control.name = field.name
  control.required = field.required
  label.append(field.summary === '' ? field.name : `${field.name}: ${field.summary}`, control)
  return label
}

function controlOf(field: DeclaredInput): HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement {
  const { kind, choices } = field
  if (kind === 'json') return Object.assign(document.createElement('textarea'), { rows: 3, spellcheck: false })
  if (kind === 'text' || kind === 'number') {
    return Object.assign(document.createElement('input'), { type: kind, step: 'any', autocomplete: 'off' })
  }
  const select = document.createElement('select')
  select.add(new Option(''))
  for (const choice of choices) select.add(new Option(showField(field, choice)))
  return select
}

function readInput(): Record<string, unknown> {
  const written = new FormData(form)
  const entries = asked.map((field) => [field.name, readField(field, String(written.get(field.name) ?? ''))] as const)
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined))
}

function element<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const found = document.getElementById(id)
  if (found instanceof kind) return found
  throw new Error(`The page has no #${id}`)
}
