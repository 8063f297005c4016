import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { App } from '../app/app.ts'

export const AppContext = createContext<App | null>(null)

/** The page's app. */
export function useApp(): App {
  const app = useContext(AppContext)
  if (app === null) throw new Error('Views need an app around them')
  return app
}
