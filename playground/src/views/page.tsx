import { useEffect, useRef } from 'preact/hooks'
import { type App, VIEWS, type ViewName } from '../app/app.ts'
import { folderOf, nameOf } from '../workspace/paths.ts'
import { useApp } from './app-context.ts'
import { DropZone } from './drop-zone.tsx'
import { Editor } from './editor.tsx'
import { FileTree } from './file-tree.tsx'
import { GraphView } from './graph-view.tsx'
import { InputPanel } from './input-panel.tsx'
import { LogsView } from './logs-view.tsx'
import { OutputPanel } from './output-panel.tsx'
import { ProblemsView } from './problems-view.tsx'
import { Sheets } from './sheets.tsx'
import { Split } from './split.tsx'
import { StateView } from './state-view.tsx'
import { StatusBar } from './status-bar.tsx'
import { TimeBar } from './time-bar.tsx'
import { TimelineView } from './timeline-view.tsx'
import { TopBar } from './top-bar.tsx'
import { UnrecordedNote } from './unrecorded-note.tsx'

/** The whole page. */
export function Page() {
  const app = useApp()
  return (
    <div class="page">
      <TopBar />
      {app.shared.value === null ? null : <SharedBanner />}
      <main class="main">
        <div class={`files ${app.filesShown.value ? 'shown' : ''}`}>{app.filesShown.value ? <FileTree /> : null}</div>
        <Split id="main" label="Width of the editor" direction="row" initial={48} stacking>
          <Split id="editor" label="Height of the editor" direction="column" initial={70}>
            <section class="panel" aria-label="Editor">
              <header>
                <OpenFileName />
              </header>
              <div class="content">
                <Editor />
              </div>
            </section>
            <Split id="values" label="Width of the input" direction="row" initial={45}>
              <InputPanel />
              <OutputPanel />
            </Split>
          </Split>
          <Views />
        </Split>
      </main>
      <StatusBar />
      <Sheets />
      <DropZone />
    </div>
  )
}

/** The file in the editor; a dot while it is not written. */
function OpenFileName() {
  const app = useApp()
  const path = app.document.path.value
  return (
    <>
      <span class="mono file-name" title={path}>
        <span class="muted">{`${folderOf(path).slice(1)}/`}</span>
        {nameOf(path)}
        {app.document.dirty.value ? ' •' : ''}
      </span>
      <span class="muted">{app.shared.value === null ? '' : 'read only'}</span>
    </>
  )
}

function SharedChoices() {
  const app = useApp()
  return (
    <>
      <button type="button" onClick={() => app.leaveShared().catch((error) => app.tell(error))}>
        Back to my files
      </button>
      <button type="button" class="outlined" onClick={() => app.keepShared().catch((error) => app.tell(error))}>
        Keep a copy
      </button>
    </>
  )
}

function SharedBanner() {
  const app = useApp()
  const recorded = app.runner.version.value >= 0 && app.runner.model.value.events.size > 0
  return (
    <div class="banner">
      <span>
        A shared project. It is read only
        {app.runner.state.value.kind !== 'idle' ? '' : recorded ? ', shows a recorded run' : ', nothing has run'}, and
        it starts without permissions
      </span>
      <span class="spring" />
      {app.isFramed ? null : <SharedChoices />}
    </div>
  )
}

const TITLES: Readonly<Record<ViewName, string>> = {
  graph: 'Graph',
  timeline: 'Timeline',
  state: 'State',
  logs: 'Logs',
  problems: 'Problems',
}

function Views() {
  const app = useApp()
  const list = useRef<HTMLDivElement>(null)
  const view = app.view.value
  const press = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    if (by === undefined) return
    event.preventDefault()
    app.view.value = VIEWS[(VIEWS.indexOf(view) + by + VIEWS.length) % VIEWS.length]!
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>('[aria-selected="true"]')?.focus())
  }
  useEffect(() => {
    // A canvas that appears has no size before the layout is done.
    dispatchEvent(new Event('resize'))
  }, [view])
  return (
    <section class="panel" aria-label="Run">
      <header>
        <div class="tabs" role="tablist" aria-label="Views of the run" ref={list} onKeyDown={press}>
          {VIEWS.map((name) => (
            <button
              type="button"
              role="tab"
              key={name}
              id={`tab-${name}`}
              aria-selected={name === view}
              aria-controls="view"
              tabIndex={name === view ? 0 : -1}
              onClick={() => {
                app.view.value = name
              }}
            >
              {TITLES[name]}
              <Count view={name} />
            </button>
          ))}
        </div>
      </header>
      <div
        class="content"
        id="view"
        role="tabpanel"
        aria-labelledby={`tab-${view}`}
        tabIndex={view === 'timeline' ? undefined : 0}
      >
        {view === 'logs' || view === 'problems' ? null : <UnrecordedNote />}
        <CurrentView view={view} />
      </div>
      <TimeBar />
    </section>
  )
}

function Count({ view }: { view: ViewName }) {
  const app = useApp()
  app.runner.version.value
  const failed = app.runner.state.value.kind === 'failed' ? 1 : 0
  const count =
    view === 'logs' ? app.runner.model.value.logs.length : view === 'problems' ? problemCount(app) + failed : 0
  return count === 0 ? null : <span class="count">{count.toLocaleString('en')}</span>
}

function problemCount(app: App): number {
  return app.checks.byFile.value.reduce((sum, { problems }) => sum + problems.length, 0)
}

function CurrentView({ view }: { view: ViewName }) {
  switch (view) {
    case 'graph':
      return <GraphView />
    case 'timeline':
      return <TimelineView />
    case 'state':
      return <StateView />
    case 'logs':
      return <LogsView />
    case 'problems':
      return <ProblemsView />
  }
}
