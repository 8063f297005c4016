import { type Signal, signal } from '@preact/signals'
import type { Composition } from '../../../core/compose/composition.ts'
import type { Manifest } from '../../../core/manifest/read-manifest.ts'
import { createComposeTexts } from '../../language/compose-texts.ts'
import type { KnownComponent, ReadTexts } from '../../language/index.ts'
import { folderOf, nameOf } from '../workspace/paths.ts'

const COMPOSE_NAMES = ['compose.yaml', 'compose.yml', 'compose.json']

/** Help for writing, in composes and elsewhere. */
export type Help = ReturnType<typeof import('./create-help.ts').createHelp>

/**
 * The language service on what a project has: its answers come at once, so the descriptors are read ahead. Its help for
 * writing is loaded when it is first wanted.
 */
export class Language {
  readonly service: ReadTexts
  /** `null` until it is loaded. */
  readonly help: Signal<Help | null> = signal(null)
  /** By folder. */
  #manifests = new Map<string, Manifest>()
  /** By id of the component. */
  readonly #composes = new Map<string, string>()
  #files: ReadonlyMap<string, string> = new Map()

  readonly #kernel: readonly KnownComponent[]

  /** @param kernel what every compose can call: the components of the kernel. */
  constructor(kernel: readonly KnownComponent[]) {
    this.#kernel = kernel
    this.service = createComposeTexts({
      components: kernel,
      workspace: {
        readManifest: (file) => this.manifestOf(file),
        findComponent: (id) => {
          const file = this.#composes.get(id)
          return file === undefined ? undefined : { file }
        },
      },
    })
  }

  /** @throws what the import throws when there is no network. */
  async loadHelp(): Promise<Help> {
    const { createHelp } = await import('./create-help.ts')
    this.help.value ??= createHelp(this.service)
    return this.help.value
  }

  /** The descriptor beside a file; `undefined` when there is none that can be read. */
  manifestOf(file: string): Manifest | undefined {
    return this.#manifests.get(folderOf(file))
  }

  /** The steps of a text; `undefined` while it has errors. What the checks have read already is not read again. */
  composition(file: string, text: string): Composition | undefined {
    this.service.update(file, text)
    return this.service.composition(file)
  }

  /** Takes the files of a project: its descriptors say what composes can call. */
  async load(files: ReadonlyMap<string, string>): Promise<void> {
    const manifests = new Map<string, Manifest>()
    const descriptors = [...files].filter(([path]) => nameOf(path) === 'lcp.toml')
    await Promise.all(descriptors.map(([path, text]) => takeManifest(manifests, path, text)))
    this.#files = files
    this.#manifests = manifests
    this.#tellComponents()
  }

  /**
   * Takes the text of a descriptor that is being written.
   *
   * @returns whether it says something else now; one that cannot be read yet counts as the last that could.
   */
  async takeDescriptor(path: string, text: string): Promise<boolean> {
    const before = JSON.stringify(this.manifestOf(path))
    await takeManifest(this.#manifests, path, text)
    if (JSON.stringify(this.manifestOf(path)) === before) return false
    this.#tellComponents()
    return true
  }

  #tellComponents(): void {
    this.#composes.clear()
    const known: KnownComponent[] = []
    for (const [folder, manifest] of this.#manifests) {
      const compose = COMPOSE_NAMES.map((name) => `${folder}/${name}`).find((path) => this.#files.has(path))
      if (manifest.id === undefined || compose === undefined) continue
      this.#composes.set(manifest.id, compose)
      known.push(describe(manifest.id, manifest))
    }
    this.service.setComponents([...this.#kernel, ...known])
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

async function takeManifest(manifests: Map<string, Manifest>, path: string, text: string): Promise<void> {
  const { readManifest } = await import('./descriptors.ts')
  try {
    manifests.set(folderOf(path), readManifest(text, path))
  } catch {
    // What is wrong with it is told by its own check.
  }
}
