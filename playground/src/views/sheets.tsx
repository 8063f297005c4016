import { useComputed, useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { ACTIONS, perform } from '../app/actions.ts'
import { EXAMPLES } from '../app/examples.ts'
import { showKeys } from '../app/keys.ts'
import type { GrantScope, OpenQuestion } from '../app/permissions.ts'
import type { Question } from '../app/questions.ts'
import { shortCall } from '../plan/describe-step.ts'
import { LONGEST_LINK } from '../share/share-link.ts'
import { type ShareLink, shareProject } from '../share/share-project.ts'
import { useApp } from './app-context.ts'
import { downloadFile } from './download.ts'
import { Modal } from './modal.tsx'
import { placeLabel } from './preview-text.ts'

/** Whatever lies over the page now. */
export function Sheets() {
  const app = useApp()
  const question = app.questions.open.value
  const [wish] = app.desk.open.value
  if (wish !== undefined) return <PermissionSheet key={`${wish.question.kind}${wish.question.value}`} wish={wish} />
  if (question !== null) return <QuestionSheet key={question.title} question={question} />
  switch (app.sheet.value) {
    case 'palette':
    case 'files':
    case 'steps':
      return <Palette key={app.sheet.value} kind={app.sheet.value} />
    case 'shortcuts':
      return <Shortcuts />
    case 'gallery':
      return <Gallery />
    case 'share':
      return <Share />
    case null:
      return null
  }
}

interface Choice {
  readonly title: string
  readonly note: string
  readonly run: () => void
}

function Palette({ kind }: { kind: 'palette' | 'files' | 'steps' }) {
  const app = useApp()
  const query = useSignal('')
  const at = useSignal(0)
  const choices = useComputed((): Choice[] => {
    const wanted = query.value.toLowerCase().split(/\s+/)
    return allChoices(app, kind)
      .filter(({ title, note }) => wanted.every((word) => `${title} ${note}`.toLowerCase().includes(word)))
      .slice(0, 100)
  }).value
  const close = () => {
    app.sheet.value = null
  }
  const take = (choice: Choice | undefined) => {
    close()
    choice?.run()
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') at.value = Math.min(choices.length - 1, at.value + 1)
    else if (event.key === 'ArrowUp') at.value = Math.max(0, at.value - 1)
    else if (event.key === 'Enter') take(choices[at.value])
    else return
    event.preventDefault()
  }
  const label = { palette: 'Commands', files: 'Files', steps: 'Steps' }[kind]
  useEffect(() => {
    document.getElementById(`choice-${at.value}`)?.scrollIntoView({ block: 'nearest' })
  }, [at.value])
  return (
    <Modal label={label} onClose={close} class="palette">
      <input
        type="text"
        role="combobox"
        aria-label={label}
        aria-expanded="true"
        aria-controls="choices"
        aria-activedescendant={choices.length > 0 ? `choice-${at.value}` : undefined}
        placeholder={label}
        value={query.value}
        onInput={(event) => {
          query.value = event.currentTarget.value
          at.value = 0
        }}
        onKeyDown={press}
      />
      <div role="listbox" id="choices" aria-label={label}>
        {choices.map((choice, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the text field above has the keys
          <div
            key={`${choice.title}${choice.note}`}
            id={`choice-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at.value}
            onClick={() => take(choice)}
          >
            <span>{choice.title}</span>
            <span class="keys muted">{choice.note}</span>
          </div>
        ))}
      </div>
      {choices.length === 0 ? <p class="muted">Nothing fits</p> : null}
    </Modal>
  )
}

function allChoices(app: ReturnType<typeof useApp>, kind: 'palette' | 'files' | 'steps'): Choice[] {
  if (kind === 'files') {
    const files = app.entries.value.filter((entry) => entry.kind === 'file')
    return files.map(({ path }) => ({
      title: path,
      note: '',
      run: () => void app.open(path).catch((error) => app.tell(error)),
    }))
  }
  if (kind === 'steps') {
    const steps = [...(app.compose.tree.value?.steps() ?? [])]
    return steps.map((step) => ({
      title: `${shortCall(step.call)} ${step.summary}`,
      note: placeLabel(step.path, []),
      run: () => app.selectStep(step.path),
    }))
  }
  return ACTIONS.filter((action) => action.id !== 'palette' && action.enabled?.(app) !== false).map((action) => ({
    title: action.title,
    note: action.keys === undefined ? '' : showKeys(action.keys),
    run: () => perform(app, action),
  }))
}

function Shortcuts() {
  const app = useApp()
  const close = () => {
    app.sheet.value = null
  }
  const more = [
    ['In the graph', 'Arrows, Enter'],
    ['Timeline: zoom, move, selected step, whole run', 'W S, A D, F, 0'],
    ['Slider: one event, one step of the same list', '← →, Shift ← →'],
    ['Leave the editor', 'Escape, then Tab'],
    ['Definition of a component', 'F12'],
  ] as const
  return (
    <Modal label="Keyboard shortcuts" onClose={close}>
      <h1>Keyboard shortcuts</h1>
      <table>
        <tbody>
          {ACTIONS.filter((action) => action.keys !== undefined).map((action) => (
            <tr key={action.id}>
              <td>{action.title}</td>
              <td>
                <kbd>{showKeys(action.keys ?? '')}</kbd>
              </td>
            </tr>
          ))}
          {more.map(([title, keys]) => (
            <tr key={title}>
              <td>{title}</td>
              <td>
                <kbd>{keys}</kbd>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <CloseButton onClose={close} />
    </Modal>
  )
}

function Gallery() {
  const app = useApp()
  const query = useSignal('')
  const close = () => {
    app.sheet.value = null
  }
  const wanted = query.value.toLowerCase()
  const shown = EXAMPLES.filter(({ title, goal, tags }) =>
    [title, goal, ...tags].join(' ').toLowerCase().includes(wanted),
  )
  return (
    <Modal label="Examples" onClose={close}>
      <h1>Examples</h1>
      <input
        type="search"
        aria-label="Search examples"
        placeholder="Search by title or operator"
        value={query.value}
        onInput={(event) => {
          query.value = event.currentTarget.value
        }}
      />
      <div class="gallery">
        {shown.map((example) => (
          <button
            type="button"
            key={example.name}
            onClick={() => {
              close()
              app.openExample(example).catch((error) => app.tell(error))
            }}
          >
            <strong>{example.title}</strong>
            <span class="muted">{example.goal}</span>
            <span class="tag">{example.tags.join(' · ')}</span>
          </button>
        ))}
      </div>
      <CloseButton onClose={close} />
    </Modal>
  )
}

function Share() {
  const app = useApp()
  const withTrace = useSignal(false)
  const link = useSignal<ShareLink | null>(null)
  const copied = useSignal(false)
  const hasTrace = app.runner.model.value.events.size > 0
  const close = () => {
    app.sheet.value = null
  }
  useEffect(() => {
    link.value = null
    copied.value = false
    shareProject(app, withTrace.value).then(
      (made) => {
        link.value = made
      },
      (error) => app.tell(error),
    )
  }, [withTrace.value, app])
  const made = link.value
  return (
    <Modal label="Share" onClose={close}>
      <h1>Share this project</h1>
      <p style={{ margin: 0 }}>
        The project and its input are packed into the link itself. No server sees them. Whoever opens it can read it,
        and runs it only by a click, with no permissions
      </p>
      <label>
        <input
          type="checkbox"
          checked={withTrace.value}
          disabled={!hasTrace}
          onChange={(event) => {
            withTrace.value = event.currentTarget.checked
          }}
        />{' '}
        With the recorded run
      </label>
      {made === null ? (
        <p class="muted">Packing</p>
      ) : (
        <>
          <p class={made.tooLong ? 'failed' : 'muted'} role="status" style={{ margin: 0 }}>
            {made.length.toLocaleString('en')} characters
            {made.tooLong
              ? `: more than the ${LONGEST_LINK.toLocaleString('en')} that programs pass on. Download it as a file instead`
              : ''}
          </p>
          <input type="text" class="mono" aria-label="Link" readOnly value={made.tooLong ? '' : made.url} />
          <div class="buttons">
            <button
              type="button"
              class="outlined"
              onClick={() =>
                downloadFile({
                  name: `${made.project.name}.lcod.json`,
                  type: 'application/json',
                  parts: [JSON.stringify(made.project, null, 2)],
                })
              }
            >
              Download file
            </button>
            <button
              type="button"
              class="primary"
              disabled={made.tooLong}
              onClick={() => {
                navigator.clipboard.writeText(made.url).then(
                  () => {
                    copied.value = true
                  },
                  (error) => app.tell(error),
                )
              }}
            >
              {copied.value ? 'Copied' : 'Copy link'}
            </button>
          </div>
        </>
      )}
      <CloseButton onClose={close} />
    </Modal>
  )
}

const WISHES = {
  read: 'read the file or folder',
  write: 'write to',
  net: 'connect to',
  env: 'read the environment variable',
  git: 'clone from',
  listen: 'listen on',
} as const

function PermissionSheet({ wish }: { wish: OpenQuestion }) {
  const app = useApp()
  const { kind, value, path } = wish.question
  const step = path === undefined ? undefined : app.compose.tree.value?.step(path)
  const answer = (granted: boolean, scope: GrantScope) => () => wish.answer(granted, scope)
  return (
    <Modal label="Permission" onClose={answer(false, 'run')}>
      <h1>Allow this run to {WISHES[kind]}</h1>
      <p style={{ margin: 0 }}>
        <code>{value}</code>
      </p>
      <p class="muted" style={{ margin: 0 }}>
        {path === undefined
          ? 'A step of the run asks'
          : `Asked by ${step === undefined ? '' : `${shortCall(step.call)}, `}step ${placeLabel(path, [])}`}
      </p>
      <div class="buttons">
        <button type="button" class="outlined" onClick={answer(false, 'run')}>
          Refuse
        </button>
        {app.shared.value === null ? (
          <button type="button" class="outlined" onClick={answer(true, 'project')}>
            Allow for this project
          </button>
        ) : null}
        <button type="button" class="primary" onClick={answer(true, 'run')}>
          Allow for this run
        </button>
      </div>
    </Modal>
  )
}

function QuestionSheet({ question }: { question: Question }) {
  const text = useSignal(question.initial ?? '')
  const problem = question.check?.(text.value) ?? null
  const asksText = question.initial !== undefined
  return (
    <Modal label={question.title} onClose={() => question.answer(null)}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (problem === null) question.answer(text.value)
        }}
        style={{ display: 'grid', gap: '12px' }}
      >
        <h1>{question.title}</h1>
        {asksText ? (
          <label style={{ display: 'grid', gap: '4px' }}>
            {question.text}
            <input
              type="text"
              class="mono"
              value={text.value}
              aria-invalid={problem !== null}
              onInput={(event) => {
                text.value = event.currentTarget.value
              }}
            />
          </label>
        ) : (
          <p style={{ margin: 0 }}>{question.text}</p>
        )}
        {problem === null ? null : (
          <p class="failed" role="alert" style={{ margin: 0 }}>
            {problem}
          </p>
        )}
        <div class="buttons">
          <button type="button" class="outlined" onClick={() => question.answer(null)}>
            Cancel
          </button>
          <button type="submit" class="primary" disabled={problem !== null}>
            {question.accept}
          </button>
        </div>
      </form>
    </Modal>
  )
}

function CloseButton({ onClose }: { onClose: () => void }) {
  return (
    <div class="buttons">
      <button type="button" class="outlined" onClick={onClose}>
        Close
      </button>
    </div>
  )
}
