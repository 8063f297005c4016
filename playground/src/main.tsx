import { effect } from '@preact/signals'
import { render } from 'preact'
import { App } from './app/app.ts'
import { listenForKeys } from './app/keys.ts'
import { createSettings } from './app/settings.ts'
import { startWorker } from './first-worker.ts'
import { decodeShare } from './share/share-link.ts'
import './styles/tokens.css'
import './styles/base.css'
import './styles/layout.css'
import './styles/views.css'
import './styles/sheets.css'
import './styles/shell.css'
import { AppContext } from './views/app-context.ts'
import { Page } from './views/page.tsx'

/** How long the page can be worked with before it is kept for offline use, in ms. */
const OFFLINE_AFTER_MS = 1_000

const settings = createSettings(storageHere())
const app = new App({
  settings,
  startWorker,
  nextFrame: (callback) => requestAnimationFrame(callback),
  roomy: innerWidth > 1000,
  isFramed: window !== window.top,
  storage: 'storage' in navigator ? navigator.storage : undefined,
  otherTabs: 'BroadcastChannel' in window ? new BroadcastChannel('lcod-playground') : undefined,
  forgetAddress: () => history.replaceState(null, '', location.pathname + location.search),
})

const prefersLight = matchMedia('(prefers-color-scheme: light)')
const applyTheme = () => {
  const theme = settings.theme.value
  document.documentElement.dataset['theme'] = theme === 'system' ? (prefersLight.matches ? 'light' : 'dark') : theme
}
prefersLight.addEventListener('change', applyTheme)
effect(applyTheme)

const root = document.getElementById('app')
if (root !== null) {
  render(
    <AppContext.Provider value={app}>
      <Page />
    </AppContext.Provider>,
    root,
  )
}
listenForKeys(app)
addEventListener('beforeunload', () => void app.save())
document.addEventListener('visibilitychange', () => {
  // Another tab may have changed the files meanwhile.
  if (!document.hidden) app.catchUp().catch((error) => app.tell(error))
})
addEventListener('hashchange', () => void open())
void open()

if (import.meta.env.PROD && 'serviceWorker' in navigator) {
  // It fetches whatever may be wanted later: not before what is wanted now.
  effect(() => {
    if (app.ready.value) setTimeout(keepForOffline, OFFLINE_AFTER_MS)
  })
}

/** Without it the page works as before, only not offline. */
function keepForOffline(): void {
  navigator.serviceWorker.register(new URL('./offline-worker.js', document.baseURI)).catch(() => undefined)
}

/** Opens what the address shares, else the visitor's own workspace. */
async function open(): Promise<void> {
  try {
    const shared = await decodeShare(location.hash)
    if (shared !== null) return await app.openShared(shared)
    if (!app.ready.value) await app.start()
  } catch (error) {
    app.tell(error)
    if (!app.ready.value) await app.start().catch((failure) => app.tell(failure))
  }
}

/** Private windows of some browsers refuse even to name it. */
function storageHere(): Storage | undefined {
  try {
    return localStorage
  } catch {
    return undefined
  }
}
