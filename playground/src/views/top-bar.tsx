import { ACTIONS, perform } from '../app/actions.ts'
import type { App } from '../app/app.ts'
import { showKeys } from '../app/keys.ts'
import { nameOf } from '../workspace/paths.ts'
import { useApp } from './app-context.ts'
import { Icon } from './icons.tsx'
import { formatMs } from './preview-text.ts'

/** What can be done at any time, and how the run stands. */
export function TopBar() {
  const app = useApp()
  const state = app.runner.state.value
  const running = state.kind === 'running'
  const act = actionsOf(app)
  const fresh = app.runner.version.value >= 0 && state.kind === 'idle' && app.runner.model.value.events.size === 0
  return (
    <header class="top-bar">
      <h1 class="brand">LCOD</h1>
      {app.isFramed ? null : <WorkspaceButtons />}
      <button
        type="button"
        class={`primary ${fresh ? 'pulse' : ''}`}
        disabled={running || !app.ready.value || app.compose.path.value === ''}
        title={`Run (${showKeys('Mod+Enter')})`}
        onClick={act('run')}
      >
        <Icon name="run" /> Run
      </button>
      <button type="button" class="outlined" disabled={!running} title="Stop (Escape)" onClick={act('stop')}>
        <Icon name="stop" /> {running && state.stopping ? 'Stopping' : 'Stop'}
      </button>
      <RunStatus />
      <span class="spring" />
      {app.isFramed ? <WayOut /> : <ProjectButtons />}
      <button
        type="button"
        aria-label="Switch between dark and light"
        title="Switch between dark and light"
        onClick={act('theme')}
      >
        <Icon name="theme" />
      </button>
      <button type="button" aria-label="Keyboard shortcuts" title="Keyboard shortcuts" onClick={act('shortcuts')}>
        ?
      </button>
    </header>
  )
}

function actionsOf(app: App) {
  return (id: string) => () => {
    const action = ACTIONS.find((one) => one.id === id)
    if (action !== undefined) perform(app, action)
  }
}

function WorkspaceButtons() {
  const app = useApp()
  const act = actionsOf(app)
  return (
    <>
      <button
        type="button"
        aria-label="Files"
        title="Files"
        aria-pressed={app.filesShown.value}
        onClick={act('toggle-files')}
      >
        <Icon name="menu" />
      </button>
      <button type="button" class="project-name" title={app.project.value} onClick={act('gallery')}>
        <span>{nameOf(app.project.value) || 'Examples'}</span> <Icon name="open" />
      </button>
    </>
  )
}

function ProjectButtons() {
  const act = actionsOf(useApp())
  return (
    <>
      <button type="button" class="optional" onClick={act('palette')}>
        <kbd>{showKeys('Mod+K')}</kbd> Commands
      </button>
      <button type="button" onClick={act('share')}>
        Share
      </button>
      <button type="button" onClick={act('export')}>
        Export
      </button>
    </>
  )
}

/** From a page that shows this one to the playground itself. */
function WayOut() {
  return (
    <a href={location.href} target="_blank" rel="noopener">
      Open in the playground
    </a>
  )
}

function RunStatus() {
  const app = useApp()
  app.runner.version.value
  const state = app.runner.state.value
  const { steps, duration, dropped } = app.runner.model.value
  if (steps === 0 && state.kind === 'idle')
    return <p class="run-status muted" data-runs={app.runner.runs.value} data-trace={app.recording.value} />
  const status = { idle: 'done', running: 'running', done: 'done', failed: 'failed', stopped: 'left' } as const
  const words = { idle: 'recorded', running: 'running', done: 'ok', failed: 'failed', stopped: 'stopped' }
  return (
    <p class="run-status" data-runs={app.runner.runs.value} data-trace={app.recording.value}>
      <span class={status[state.kind]}>
        <Icon name={status[state.kind]} /> {words[state.kind]}
      </span>{' '}
      <span class="muted">
        {steps.toLocaleString('en')} {steps === 1 ? 'step' : 'steps'} · {formatMs(duration)}
        {dropped > 0 ? ` · ${dropped.toLocaleString('en')} older events summarised` : ''}
      </span>
    </p>
  )
}
