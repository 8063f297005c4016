import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import type { Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'

/** The editor in the colours of the page: one theme, since the tokens change with dark and light. */
export const editorTheme: Extension = [
  EditorView.theme({
    '&': { color: 'var(--text)', backgroundColor: 'var(--surface)', fontSize: '12.5px' },
    '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.55' },
    '.cm-content': { caretColor: 'var(--accent)' },
    '.cm-cursor': { borderLeftColor: 'var(--accent)', borderLeftWidth: '2px' },
    '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '-2px' },
    '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
      backgroundColor: 'color-mix(in srgb, var(--accent) 28%, transparent)',
    },
    '.cm-gutters': { backgroundColor: 'var(--surface)', color: 'var(--muted)', border: 'none' },
    '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'color-mix(in srgb, var(--raised) 60%, transparent)' },
    '.cm-step-gutter': { width: '27px', paddingRight: '2px' },
    '.cm-gutter-lint': { width: '14px' },
    '.cm-gutter-lint .cm-gutterElement': { padding: '0 1px' },
    '.cm-step-gutter .cm-gutterElement': {
      display: 'flex',
      alignItems: 'center',
      justifyContent: 'flex-end',
      gap: '2px',
    },
    '.cm-step-gutter .status-icon': { order: '2', lineHeight: '1' },
    '.cm-step-mark': {
      width: '9px',
      height: '9px',
      borderRadius: '2px',
      transform: 'rotate(45deg) scale(0.85)',
      backgroundColor: 'var(--accent)',
    },
    '.cm-definition-link': { textDecoration: 'underline', cursor: 'pointer' },
    '.cm-selected-step': { boxShadow: 'inset 3px 0 0 var(--accent)' },
    '.cm-step-figures': { color: 'var(--muted)', fontSize: '11px', marginLeft: '16px' },
    '.cm-step-figures.failed': { color: 'var(--failed)' },
    '.cm-tooltip': {
      backgroundColor: 'var(--raised)',
      border: '1px solid var(--line-strong)',
      borderRadius: '4px',
      color: 'var(--text)',
    },
    '.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: 'var(--accent-ground)', color: 'var(--text)' },
    '.cm-completionDetail': { color: 'var(--muted)', fontStyle: 'normal' },
    '.cm-hover': { padding: '6px 10px', maxWidth: '520px', whiteSpace: 'pre-wrap', fontFamily: 'var(--font)' },
    '.cm-diagnostic': { padding: '4px 10px' },
    '.cm-diagnosticAction': {
      background: 'var(--accent)',
      color: 'var(--on-accent)',
      borderRadius: '4px',
      padding: '1px 8px',
    },
    '.cm-panels': { backgroundColor: 'var(--raised)', color: 'var(--text)' },
    '.cm-searchMatch': { backgroundColor: 'color-mix(in srgb, var(--running) 35%, transparent)' },
    '.cm-lintRange-error': {
      backgroundImage: 'none',
      textDecoration: 'underline wavy var(--failed)',
      textUnderlineOffset: '3px',
    },
    '.cm-lintRange-warning': {
      backgroundImage: 'none',
      textDecoration: 'underline wavy var(--running)',
      textUnderlineOffset: '3px',
    },
  }),
  syntaxHighlighting(
    HighlightStyle.define([
      { tag: tags.propertyName, color: 'var(--syntax-key)' },
      { tag: tags.string, color: 'var(--syntax-string)' },
      { tag: tags.url, color: 'var(--syntax-id)' },
      { tag: [tags.variableName, tags.labelName, tags.typeName], color: 'var(--syntax-path)' },
      { tag: [tags.number, tags.bool, tags.null], color: 'var(--syntax-number)' },
      { tag: tags.comment, color: 'var(--syntax-comment)' },
      { tag: tags.heading, color: 'var(--text)', fontWeight: '600' },
      { tag: [tags.punctuation, tags.meta], color: 'var(--muted)' },
    ]),
  ),
]
