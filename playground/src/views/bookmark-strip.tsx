import type { Bookmark, BookmarkKind } from '../geometry/bookmarks.ts'

const WORDS: Readonly<Record<BookmarkKind, string>> = { error: 'Error', log: 'Log line', marked: 'Marked step' }

interface BookmarkStripProps {
  readonly bookmarks: readonly Bookmark[]
  readonly onGo: (seq: number) => void
}

/** Bookmarks over the slider, told apart by shape. For the pointer; keys have Page up and down on the slider. */
export function BookmarkStrip({ bookmarks, onGo }: BookmarkStripProps) {
  return (
    <div class="bookmarks" aria-hidden="true">
      {bookmarks.map(({ kind, seq, count, at }) => (
        <button
          type="button"
          tabIndex={-1}
          key={`${kind} ${seq}`}
          data-kind={kind}
          title={`${WORDS[kind]} at ${seq.toLocaleString('en')}${count > 1 ? `, and ${count - 1} more` : ''}`}
          style={{ '--at': at }}
          onClick={() => onGo(seq)}
        />
      ))}
    </div>
  )
}
