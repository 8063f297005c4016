import { Composer, isScalar, Parser } from 'yaml'
import { convertYaml } from '../../../core/compose/convert-yaml.ts'
import { composeLimits, exceedsBytes } from '../../../core/compose/limits.ts'
import type { SourceNode } from '../../../core/compose/source-node.ts'
import { untilStopped } from '../../../core/compose/stop-reading.ts'

const limits = composeLimits()

/**
 * Reads what can be read of YAML that is still being written: errors are skipped over.
 *
 * @returns `undefined` when nothing can be made of it.
 */
export function readTolerantRoot(text: string): SourceNode | undefined {
  if (exceedsBytes(text, limits.bytes)) return undefined
  try {
    return untilStopped(() => {
      const composer = new Composer({ version: '1.2', uniqueKeys: false, resolveKnownTags: false })
      const [document] = composer.compose(new Parser().parse(text), true, text.length)
      const root = document?.contents
      if (root === null || root === undefined || (isScalar(root) && root.value === null)) return undefined
      return convertYaml(root, text, limits, () => {})
    })
  } catch {
    // Broken in a way that the library did not foresee. Help that needs the tree waits for the next keystroke.
    return undefined
  }
}
