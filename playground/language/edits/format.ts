import { Composer, type Document, isCollection, isMap, isPair, isSeq, Parser, visit } from 'yaml'
import { parseCompose } from '../../../core/compose/parse-compose.ts'
import { sameValue } from '../../../core/values.ts'
import type { ComposeDocument } from '../document/compose-document.ts'
import { newlineOf } from '../document/layout.ts'
import { editBetween, type TextEdit } from '../text-edit.ts'
import { formatJson } from './format-json.ts'

/**
 * The canonical layout: two blanks per level, dashes inside their key, one blank line at most, brackets only for what
 * fits in one line. Comments, blank lines, quotes and order stay.
 *
 * Nothing is changed unless the result is known to mean the same and to keep every comment.
 */
export function format(document: ComposeDocument): TextEdit[] {
  const { text, isJson, parsed } = document
  if (parsed.root === undefined) return []
  if (isJson) return editBetween(text, formatJson(parsed.root, text))
  const formatted = formatYaml(text)
  if (formatted === undefined || !keepsEverything(document, formatted)) return []
  return editBetween(text, formatted)
}

function formatYaml(text: string): string | undefined {
  const composer = new Composer({ version: '1.2', uniqueKeys: false, resolveKnownTags: false })
  const [document] = composer.compose(new Parser().parse(text), true, text.length)
  if (document === undefined || document.errors.length > 0 || hasLostAlias(document)) return undefined
  visit(document, {
    Collection(_key, node, path) {
      // Brackets over several lines become indented lines, unless brackets stand around them.
      const isInside = path.some((parent) => isCollection(parent) && parent.flow === true)
      const [start = 0, end = 0] = node.range ?? []
      if (node.flow === true && !isInside && node.items.length > 0 && text.slice(start, end).includes('\n')) {
        node.flow = false
      }
    },
  })
  visit(document, {
    // A blank line before the first entry of a block would separate it from its own key.
    Collection(_key, node) {
      const [first] = node.items
      const head = isMap(node) && isPair(first) ? first.key : isSeq(node) ? first : undefined
      if (typeof head === 'object' && head !== null && 'spaceBefore' in head && !('commentBefore' in head)) {
        head.spaceBefore = false
      }
    },
  })
  const formatted = document.toString({ indent: 2, indentSeq: true, lineWidth: 0, flowCollectionPadding: true })
  return newlineOf(text) === '\n' ? formatted : formatted.replaceAll(/\r?\n/g, '\r\n')
}

/** Whether an alias has no anchor before it: such a document can be read, key by key, but not be written. */
function hasLostAlias(document: Document): boolean {
  let isLost = false
  visit(document, {
    Alias(_key, alias) {
      isLost ||= alias.resolve(document) === undefined
    },
  })
  return isLost
}

function keepsEverything({ file, parsed, text }: ComposeDocument, formatted: string): boolean {
  const after = parseCompose(formatted, { file })
  if (after.root === undefined || parsed.root === undefined) return false
  const hasSameComments = commentsOf(text).join('\n') === commentsOf(formatted).join('\n')
  return (
    hasSameComments &&
    sameValue(after.root.value, parsed.root.value) &&
    sameKeyOrder(after.root.value, parsed.root.value)
  )
}

/** Objects are equal in any order; a format keeps the order all the same. */
function sameKeyOrder(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right)
}

/** Comments in the order of the text. */
function commentsOf(text: string): string[] {
  const comments: string[] = []
  const collect = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    if ('type' in value && value.type === 'comment' && 'source' in value) comments.push(String(value.source).trim())
    for (const part of Object.values(value)) collect(part)
  }
  for (const token of new Parser().parse(text)) collect(token)
  return comments
}
