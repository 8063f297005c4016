const TOOLING = [
  'value/default_object',
  'value/default_array',
  'value/is_object',
  'value/is_array',
  'value/is_string_nonempty',
  'array/append',
  'array/compact',
  'array/concat',
  'array/filter_objects',
  'array/length',
  'array/shift',
  'fs/read_optional',
  'json/decode_object',
  'hash/sha256_base64',
  'component/build_artifacts',
  'path/join_chain',
  'path/dirname',
  'path/is_absolute',
  'path/to_file_url',
  'sanitizer/probe',
  'registry/index',
  'registry/select',
  'registry/resolution',
  'registry_sources/build_inline_entry',
  'registry_sources/collect_entries',
  'registry_sources/collect_queue',
  'registry_sources/load_config',
  'registry_sources/merge_inline_entries',
  'registry_sources/normalize_pointer',
  'registry_sources/partition_normalized',
  'registry_sources/prepare_env',
  'registry_sources/process_catalogue',
  'registry_sources/process_pointer',
  'registry_sources/resolve',
]
const CORE = ['array/append', 'json/decode', 'json/encode', 'object/merge', 'string/format']

/** Components whose folder is not named after their id. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'tooling/registry/source/load': 'tooling/registry/source',
  'tooling/resolver/warnings/merge': 'tooling/resolver/warnings',
  'tooling/resolver/context/prepare': 'tooling/resolver/context',
  'tooling/resolver/replace/apply': 'tooling/resolver/replace',
  'tooling/resolver/internal/resolve-dependencies': 'packages/resolver/components/internal/resolve_dependencies',
  'tooling/resolver/internal/load-sources': 'packages/resolver/components/internal/load_sources',
}

/**
 * The helper components that a checkout of the specification holds: id → folder in the checkout.
 *
 * Spec: contracts.md 3.2.9.
 */
export const publishedHelpers: ReadonlyMap<string, string> = new Map([
  ...[...TOOLING.map((name) => `tooling/${name}`), ...CORE.map((name) => `core/${name}`)].map(
    (path) => [`lcod://${path}@0.1.0`, path] as const,
  ),
  ...Object.entries(ELSEWHERE).map(([path, folder]) => [`lcod://${path}@0.1.0`, folder] as const),
])
