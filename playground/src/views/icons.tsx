/** Drawings in the text's colour, 16 units square. */
const PATHS = {
  run: 'M4 2.5v11l9-5.5z',
  stop: 'M3.5 3.5h9v9h-9z',
  file: 'M4 1.5h5l3 3v10H4z',
  folder: 'M1.5 3.5h5l1.5 2h6.500v7.500h-13z',
  plus: 'M8 3v10M3 8h10',
  cross: 'M4 4l8 8M12 4l-8 8',
  import: 'M8 2v8M4.500 7L8 10.500 11.500 7M2.500 13.500h11',
  pen: 'M3 13l1-3 7-7 2 2-7 7z',
  theme: 'M8 2a6 6 0 100 12zM8 2a6 6 0 010 12',
  menu: 'M2 4h12M2 8h12M2 12h12',
  first: 'M4 3v10M13 3L6 8l7 5z',
  last: 'M12 3v10M3 3l7 5-7 5z',
  done: 'M3 8.500l3.500 3.500L13 4.500',
  failed: 'M4 4l8 8M12 4l-8 8',
  running: 'M8 2a6 6 0 106 6',
  left: 'M12.500 12V7h-8M7.500 4l-3 3 3 3',
  idle: 'M8 3.500a4.500 4.500 0 100 9 4.500 4.500 0 000-9z',
  open: 'M3 6l5 5 5-5',
  closed: 'M6 3l5 5-5 5',
} as const

export type IconName = keyof typeof PATHS

const FILLED: ReadonlySet<IconName> = new Set(['run', 'stop', 'first', 'last'])

/** A drawing beside a text; it says nothing itself to screen readers. */
export function Icon({ name, class: extra = '' }: { name: IconName; class?: string }) {
  return (
    <svg class={`icon ${extra}`} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path
        d={PATHS[name]}
        fill={FILLED.has(name) ? 'currentColor' : 'none'}
        stroke="currentColor"
        stroke-width="1.600"
        stroke-linecap="round"
        stroke-linejoin="round"
        stroke-dasharray={name === 'idle' ? '2 3' : undefined}
      />
    </svg>
  )
}
