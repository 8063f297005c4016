import { type Signal, useSignal } from '@preact/signals'
import type { GitProgress } from '../../../../core/host/git.ts'
import { type RepositoryAddress, readRepositoryAddress } from '../../import/repository-address.ts'
import { useApp } from '../app-context.ts'
import { formatBytes } from '../format-bytes.ts'

/** Asks where the files of a repository are, and shows how far their import is. */
export function RepositoryForm({ onClose }: { onClose: () => void }) {
  const app = useApp()
  const address = useSignal('')
  const ref = useSignal('')
  const folder = useSignal('')
  const problem = useSignal('')
  const progress = app.imports.progress.value
  const isBusy = progress !== null
  const submit = async () => {
    const wanted = wish(address.value, ref.value, folder.value)
    problem.value = 'problem' in wanted ? wanted.problem : ''
    if ('problem' in wanted) return
    try {
      await app.imports.takeRepository(wanted)
      onClose()
    } catch (error) {
      problem.value = error instanceof Error ? error.message : String(error)
    }
  }
  return (
    <form
      class="form-fields"
      onSubmit={(event) => {
        event.preventDefault()
        if (!isBusy) submit()
      }}
    >
      <Field
        label="Address"
        placeholder="https://github.com/owner/repository"
        value={address}
        disabled={isBusy}
        isFirst
      />
      <div class="side-by-side">
        <Field label="Branch, tag or commit" placeholder="the default branch" value={ref} disabled={isBusy} />
        <Field label="Folder" placeholder="the whole repository" value={folder} disabled={isBusy} />
      </div>
      <Field
        label="CORS proxy"
        placeholder="https://proxy.example"
        value={app.settings.corsProxy}
        disabled={isBusy}
        note="Browsers let a page read a server only if it says so, and few Git servers do: a proxy asks in the page's place, and sees the repository"
      />
      {problem.value === '' ? null : (
        <p class="failed" role="alert">
          {problem.value}
        </p>
      )}
      {progress === null ? null : <Progress progress={progress} />}
      <div class="buttons">
        <button type="button" class="outlined" onClick={isBusy ? () => app.imports.cancel() : onClose}>
          {isBusy ? 'Cancel' : 'Close'}
        </button>
        <button type="submit" class="primary" disabled={isBusy || address.value.trim() === ''}>
          Import
        </button>
      </div>
    </form>
  )
}

interface FieldProps {
  readonly label: string
  readonly placeholder: string
  readonly value: Signal<string>
  readonly disabled: boolean
  readonly note?: string
  /** Has the focus when the sheet opens. */
  readonly isFirst?: boolean
}

function Field({ label, placeholder, value, disabled, note, isFirst = false }: FieldProps) {
  return (
    <label>
      {label}
      <input
        type="text"
        class="mono"
        spellcheck={false}
        autocomplete="off"
        autofocus={isFirst}
        placeholder={placeholder}
        disabled={disabled}
        value={value.value}
        onInput={(event) => {
          value.value = event.currentTarget.value.trim()
        }}
      />
      {note === undefined ? null : <span class="muted">{note}</span>}
    </label>
  )
}

/** Parts that are not counted yet show that something happens. */
function Progress({ progress: { phase, loaded, total, unit } }: { progress: GitProgress }) {
  const show = (amount: number) => (unit === 'bytes' ? formatBytes(amount) : amount.toLocaleString('en'))
  return (
    <p class="progress" role="status">
      <progress aria-label={phase} {...(total === undefined ? {} : { value: loaded, max: total })} />
      {phase}
      {loaded === 0 ? '' : ` · ${show(loaded)}`}
      {total === undefined ? '' : ` of ${show(total)}`}
    </p>
  )
}

/** What is written in its own field counts more than what the address says. */
function wish(address: string, ref: string, folder: string): RepositoryAddress | { readonly problem: string } {
  const read = readRepositoryAddress(address)
  if ('problem' in read) return read
  const inside = folder.replace(/^\/+|\/+$/g, '')
  return { ...read, ...(ref === '' ? {} : { ref }), ...(inside === '' ? {} : { folder: inside }) }
}
