import components from 'virtual:components'
import type { Composition } from '../../../core/compose/composition.ts'
import { type Manifest, readManifest } from '../../../core/manifest/read-manifest.ts'
import { createLanguageService, type KnownComponent, type LanguageService } from '../../language/index.ts'
import { folderOf } from '../workspace/paths.ts'
import type { Workspace } from '../workspace/workspace.ts'

/** The language service on what the workspace has: its answers come at once, so the manifests are read ahead. */
export class Language {
  readonly service: LanguageService
  readonly #manifests = new Map<string, Manifest>()
  readonly #composes = new Map<string, string>()

  constructor() {
    this.service = createLanguageService({
      components,
      workspace: {
        readManifest: (file) => this.#manifests.get(folderOf(file)),
        findComponent: (id) => {
          const file = this.#composes.get(id)
          return file === undefined ? undefined : { file }
        },
      },
    })
  }

  /** The steps of a text; `undefined` while it has errors. What the checks have read already is not read again. */
  composition(file: string, text: string): Composition | undefined {
    this.service.update(file, text)
    return this.service.composition(file)
  }

  /** Reads the manifests of a project again. One that cannot be read is as if it were not there. */
  async load(workspace: Workspace, project: string): Promise<void> {
    this.#manifests.clear()
    this.#composes.clear()
    const known: KnownComponent[] = []
    for (const { path } of workspace.entries.peek()) {
      if (!path.startsWith(`${project}/`) || !path.endsWith('/lcp.toml')) continue
      const folder = folderOf(path)
      const manifest = await readOrNothing(workspace, path)
      if (manifest === undefined) continue
      this.#manifests.set(folder, manifest)
      const compose = workspace.composeOf(folder)
      if (manifest.id === undefined || compose === undefined || folder === project) continue
      this.#composes.set(manifest.id, compose)
      known.push(describe(manifest.id, manifest))
    }
    this.service.setComponents([...components, ...known])
  }
}

async function readOrNothing(workspace: Workspace, path: string): Promise<Manifest | undefined> {
  try {
    return readManifest(await workspace.readText(path), path)
  } catch {
    return undefined
  }
}

function describe(id: string, manifest: Manifest): KnownComponent {
  const { summary, inputs, outputs, slots, inputSchema, outputSchema } = manifest
  return {
    id,
    inputs,
    outputs,
    slotNames: slots,
    ...(summary === undefined ? {} : { summary }),
    ...(inputSchema === undefined ? {} : { inputSchema }),
    ...(outputSchema === undefined ? {} : { outputSchema }),
  }
}
