import { defineErrors } from './define-errors.ts'

export const composeErrors = defineErrors({
  invalid_compose: {
    meaning: 'The compose document cannot be run.',
    fix: 'Correct the problems listed in `data.problems`; `lcod check` shows each with its place.',
  },
})

/** Codes of the problems that reading a compose can find. An `invalid_compose` error carries them in `data.problems`. */
export const composeProblems = defineErrors({
  yaml_syntax: { meaning: 'The text is not well-formed YAML 1.2.', fix: 'Correct the text at the place shown.' },
  json_syntax: { meaning: 'The text is not well-formed JSON.', fix: 'Correct the text at the place shown.' },
  yaml_version: { meaning: 'The text asks for a YAML version other than 1.2.', fix: 'Remove the %YAML directive.' },
  yaml_tag: { meaning: 'The text has a YAML tag; composes hold plain JSON values.', fix: 'Remove the tag.' },
  merge_key: {
    meaning: 'A `<<` key is plain data: YAML 1.2 has no merge keys.',
    fix: 'Write the keys out, or use a spread in `in` and `out`.',
  },
  multiple_documents: { meaning: 'The text holds several YAML documents.', fix: 'Keep one compose per file.' },
  empty_document: { meaning: 'The text holds no document.', fix: 'Write a `compose` list.' },
  duplicate_key: { meaning: 'An object has the same key twice.', fix: 'Remove or rename one of them.' },
  duplicate_binding: {
    meaning: 'Two keys mean the same name once their sugar is expanded; the last one wins.',
    fix: 'Keep one of them.',
  },
  non_string_key: { meaning: 'The key of an object is not a string.', fix: 'Quote it.' },
  number_not_json: { meaning: 'The number is infinite or not a number.', fix: 'Write a finite number or a string.' },
  number_not_exact: {
    meaning: 'The integer is too large to be kept exactly.',
    fix: 'Quote it to keep every digit as a string.',
  },
  unknown_anchor: { meaning: 'An alias names an anchor that is not defined before it.', fix: 'Correct the name.' },
  recursive_alias: { meaning: 'An alias stands inside the value that it names.', fix: 'Write the value out.' },
  too_large: { meaning: 'The text is larger than the limit allows.', fix: 'Split it, or raise `limits.bytes`.' },
  too_deep: { meaning: 'Values are nested deeper than the limit allows.', fix: 'Flatten it, or raise `limits.depth`.' },
  too_many_nodes: {
    meaning: 'The document holds more values than the limit allows, aliases counted as what they stand for.',
    fix: 'Split it, or raise `limits.nodes`.',
  },
  too_many_aliases: {
    meaning: 'The document uses more aliases than the limit allows, aliases inside aliases counted each time.',
    fix: 'Write the values out, or raise `limits.aliases`.',
  },
  invalid_document: {
    meaning: 'The document is neither an object with a `compose` list nor a list of steps.',
    fix: 'Put the steps under `compose`.',
  },
  missing_compose: { meaning: 'The document has no `compose`.', fix: 'Put the steps under `compose`.' },
  invalid_steps: { meaning: 'A list of steps was expected.', fix: 'Write a list; an empty one is `[]`.' },
  invalid_step: { meaning: 'A step is not an object.', fix: 'Write an object with a `call`.' },
  missing_call: { meaning: 'A step has no `call`.', fix: 'Name the component that the step calls.' },
  invalid_call: { meaning: 'The `call` of a step is not a component id.', fix: 'Write the id as a string.' },
  invalid_bindings: { meaning: '`in` or `out` of a step is not an object.', fix: 'Write an object.' },
  invalid_slots: {
    meaning: '`slots` or `children` of a step is neither an object nor a list.',
    fix: 'Write an object of lists.',
  },
  invalid_slot: { meaning: 'A slot is not a list of steps.', fix: 'Put the steps in a list.' },
  missing_slot: { meaning: 'A step lacks a slot without which it means nothing.', fix: 'Add the slot.' },
  children_ignored: { meaning: '`children` is ignored because the step has `slots` too.', fix: 'Keep `slots` only.' },
  invalid_collect_path: {
    meaning: 'The `collectPath` of a step is not a string.',
    fix: 'Write a path such as `$.value`.',
  },
  invalid_spread: {
    meaning: 'A spread is neither a string, an object, nor a list of them.',
    fix: 'Write a path or an object with `source`.',
  },
  ignored_spread_option: {
    meaning: 'An option of a spread has the wrong type and is ignored.',
    fix: 'Write `pick` as a list and `optional` as true or false.',
  },
  reserved_key: {
    meaning:
      'A name that a compose may not write, because it reaches into prototypes: `__proto__`, `prototype`, `constructor`.',
    fix: 'Choose another name.',
  },
  reserved_field: { meaning: 'A step field that is reserved and does nothing yet.', fix: 'Remove it.' },
  unknown_key: { meaning: 'A key that means nothing here and is ignored.', fix: 'Correct or remove it.' },
})

/** A code of a problem found while reading a compose. */
export type ComposeProblemCode = keyof typeof composeProblems
