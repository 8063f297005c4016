import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

/** A dialog over the page: the browser keeps the focus inside, and Escape closes it. */
export function Modal({
  label,
  onClose,
  class: extra = '',
  children,
}: {
  label: string
  onClose: () => void
  class?: string
  children: ComponentChildren
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  return (
    <dialog
      ref={dialog}
      class={extra}
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose()
      }}
      onKeyDown={undefined}
    >
      <div class="dialog-body">{children}</div>
    </dialog>
  )
}
