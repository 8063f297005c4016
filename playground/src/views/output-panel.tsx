import { useSignal } from '@preact/signals'
import { type Dict, isDict } from '../../../core/values.ts'
import { showKeys } from '../app/keys.ts'
import { useApp } from './app-context.ts'

/** Characters shown at once; the rest on demand. */
const PREVIEW = 16_384
const MOST_ROWS = 200

/** What the run gave. */
export function OutputPanel() {
  const app = useApp()
  const asTable = useSignal(false)
  const state = app.runner.state.value
  const lists = state.kind === 'done' ? listsIn(state.output) : []
  return (
    <section class="panel" aria-label="Output">
      <header>
        <h2>Output</h2>
        <span class="spring" />
        {lists.length === 0 ? null : (
          <button
            type="button"
            class="outlined"
            aria-pressed={asTable.value}
            onClick={() => (asTable.value = !asTable.value)}
          >
            Table
          </button>
        )}
        {state.kind === 'done' ? <CopyButton text={() => JSON.stringify(state.output, null, 2)} /> : null}
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so keys must reach it */}
      <section class="content output" tabIndex={0} aria-label="Result">
        {state.kind === 'done' ? (
          asTable.value && lists.length > 0 ? (
            lists.map(({ name, rows }) => <Table key={name} name={name} rows={rows} />)
          ) : (
            <Json key={app.runner.runs.value} text={JSON.stringify(state.output, null, 2)} />
          )
        ) : (
          <div class="empty">
            <p>{describe(state.kind)}</p>
            {state.kind === 'failed' ? <ShowProblems /> : null}
          </div>
        )}
      </section>
    </section>
  )
}

function ShowProblems() {
  const app = useApp()
  return (
    <button
      type="button"
      class="outlined"
      onClick={() => {
        app.view.value = 'problems'
      }}
    >
      Show the problem
    </button>
  )
}

function CopyButton({ text }: { text: () => string }) {
  const app = useApp()
  const copy = () =>
    navigator.clipboard.writeText(text()).then(
      () => app.tell('The result is in the clipboard'),
      (error) => app.tell(error),
    )
  return (
    <button type="button" class="outlined" onClick={copy}>
      Copy
    </button>
  )
}

function Json({ text }: { text: string }) {
  const whole = useSignal(false)
  const cut = !whole.value && text.length > PREVIEW
  return (
    <>
      <pre style={{ background: 'none' }}>{cut ? text.slice(0, PREVIEW) : text}</pre>
      {cut ? (
        <button type="button" class="outlined" onClick={() => (whole.value = true)}>
          Show all {Math.round(text.length / 1024).toLocaleString('en')} KB
        </button>
      ) : null}
    </>
  )
}

function Table({ name, rows }: { name: string; rows: readonly Dict[] }) {
  const columns = [...new Set(rows.slice(0, MOST_ROWS).flatMap((row) => Object.keys(row)))].slice(0, 20)
  return (
    <table>
      <caption class="muted">
        {name}: {rows.length.toLocaleString('en')} rows
        {rows.length > MOST_ROWS ? `, the first ${MOST_ROWS} are shown` : ''}
      </caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.slice(0, MOST_ROWS).map((row, index) => (
          // Rows of a result have no identity but their place.
          <tr key={index}>
            {columns.map((column) => (
              <td key={column}>{typeof row[column] === 'string' ? row[column] : JSON.stringify(row[column])}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The lists of objects in a result: what tables can show. */
function listsIn(output: Dict): ReadonlyArray<{ readonly name: string; readonly rows: readonly Dict[] }> {
  return Object.entries(output).flatMap(([name, value]) =>
    Array.isArray(value) && value.length > 0 && value.every(isDict) ? [{ name, rows: value }] : [],
  )
}

function describe(kind: 'idle' | 'running' | 'failed' | 'stopped'): string {
  switch (kind) {
    case 'idle':
      return `Press Run, or ${showKeys('Mod+Enter')}`
    case 'running':
      return 'Running'
    case 'failed':
      return 'The run failed'
    case 'stopped':
      return 'The run was stopped'
  }
}
