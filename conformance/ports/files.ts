import { fileContentCases } from './files-content.ts'
import { fileDraftCases } from './files-drafts.ts'
import { fileSinkCases } from './files-sink.ts'
import { fileTreeCases } from './files-tree.ts'
import type { FilesUnderTest } from './files-under-test.ts'
import type { PortCase } from './port-case.ts'

export interface FilesDriver {
  /** A driver with an empty folder of its own; called once for each case. */
  make(): Promise<FilesUnderTest>
  /** The same on a storage that holds about `bytes` and no more, for drivers that can have one. */
  makeSmall?(bytes: number): Promise<FilesUnderTest>
}

/**
 * What every files driver must do, as cases.
 *
 * Spec: none, ours; `core/host/files.ts` states the port.
 */
export function filesPortSuite(driver: FilesDriver): readonly PortCase[] {
  return [...fileContentCases(driver), ...fileTreeCases(driver), ...fileSinkCases(driver), ...fileDraftCases(driver)]
}
