/** Reading of descriptors, loaded with the first project that has one. */
export { declaredInputs } from '../../../core/manifest/declared-inputs.ts'
export { readManifest } from '../../../core/manifest/read-manifest.ts'
