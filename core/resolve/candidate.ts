import type { Location } from './location.ts'
import type { GitSpec, HttpSpec, PathSpec } from './source-spec.ts'

/** Two files of a component that a list names one by one. */
export interface FilesSpec {
  readonly type: 'files'
  readonly lcp: Location
  readonly compose: Location
}

/** A registry's description of one version (`lcod-registry/manifest@1`), still to be read. */
export interface ManifestSpec {
  readonly type: 'manifest'
  readonly location: Location
  /** Digest of that description. */
  readonly checksum?: string
}

/** A version of a component that can be had. */
export interface Candidate {
  /** With its version. */
  readonly id: string
  readonly path: string
  readonly version: string
  readonly spec: PathSpec | GitSpec | HttpSpec | FilesSpec | ManifestSpec
  /** Digest of its descriptor, when the list gives one. */
  readonly integrity?: string
  /** Where it was found, for people. */
  readonly from: string
  /** Of the registry or list, as that calls itself. */
  readonly registryId?: string
  /** What the project calls the list that led here. */
  readonly origin?: string
}
