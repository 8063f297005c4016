import type { BundleFiles } from '../../../../core/bundle/bundle-layout.ts'
import { requiredWords } from '../../../../core/bundle/bundle-readme.ts'
import { hostsHttp } from '../../../../core/bundle/hosts-http.ts'
import type { Bundle } from '../../../../core/bundle/open-bundle.ts'
import { shownPath } from '../source-texts.ts'
import type { MadeApp } from './app-source.ts'
import { sizeOf, sizeText } from './size-text.ts'

/** What was made, for people: its size, what it is made of, and what starts it. */
export function appReport(
  made: MadeApp,
  about: {
    readonly output: string
    readonly bundle: Bundle
    readonly files: BundleFiles
    readonly takesWords: boolean
  },
): string {
  const { output, bundle, files } = about
  const { kernel, sandbox, licences } = made.parts
  const rows = [
    ['kernel', sizeText(kernel), ''],
    ['sandbox', sizeText(sandbox), 'QuickJS, for scripts'],
    ['licences', sizeText(licences), 'of what is inside'],
    ['bundle', sizeText(sizeOf(files.values())), `${bundle.id}, ${files.size} files`],
  ] as const
  const count = made.kind === 'folder' ? `${made.files.size} files, ` : ''
  const lines = rows.map(([name, size, note]) => `  ${name.padEnd(10)}${size.padStart(9)}  ${note}`.trimEnd())
  const start = `${made.start}${about.takesWords ? words(bundle) : ''}`
  return [`${shownPath(output)} ${count}${sizeText(sizeMade(made))}`, ...lines, `Start it with: ${start}`, ''].join(
    '\n',
  )
}

/** What has to be said on the command line: inputs, and that servers are to stay. */
function words({ manifest, composition }: Bundle): string {
  return `${requiredWords(manifest)}${hostsHttp(composition.steps) ? ' --serve --allow-listen' : ''}`
}

/** The same for programs, sizes in bytes. */
export function appSummary(
  made: MadeApp,
  { output, id, files }: { readonly output: string; readonly id: string; readonly files: BundleFiles },
): object {
  return {
    output,
    id,
    bytes: sizeMade(made),
    parts: { ...made.parts, bundle: sizeOf(files.values()) },
    start: made.start,
    ...(made.kind === 'folder' ? { files: [...made.files.keys()].sort() } : {}),
  }
}

function sizeMade(made: MadeApp): number {
  return sizeOf(made.kind === 'folder' ? made.files.values() : [made.content])
}
