/** The schema of a `sources.json`: a list of lists. */
export const SOURCES_SCHEMA = 'lcod-resolver/sources@1'

/** Schemas of the JSON files of registries. */
export const CATALOGUE_SCHEMA = 'lcod-registry/catalogue@1'
export const CATALOGUES_SCHEMA = 'lcod-registry/catalogues@1'

/** Schemas of what is read as a list of components, and names no sources of its own. */
export const LIST_SCHEMAS: ReadonlySet<string> = new Set([CATALOGUE_SCHEMA, CATALOGUES_SCHEMA])
