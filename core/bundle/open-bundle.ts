import type { Composition } from '../compose/composition.ts'
import { invalidCompose } from '../compose/invalid-compose.ts'
import { parseCompose } from '../compose/parse-compose.ts'
import { KernelError } from '../errors/kernel-error.ts'
import type { ComponentLoader } from '../kernel-api.ts'
import { type Manifest, readManifest } from '../manifest/read-manifest.ts'
import { type LockedComponent, readLock } from '../resolve/lock-file.ts'
import { lockedComponents, type ObtainedComponent } from '../resolve/lock-loader.ts'
import { assetPlace, BUNDLE, type BundleFiles } from './bundle-layout.ts'
import { BundleReader } from './bundle-reader.ts'

/** A bundle that is what its lock says, ready to be run. */
export interface Bundle {
  /** Without `.lcod`. */
  readonly name: string
  /** The id of its `lcp.toml`. */
  readonly id: string
  readonly composition: Composition
  /** The text that positions of the composition are about. */
  readonly composeText: string
  readonly manifest: Manifest
  /** Gives the components of the bundle, and refuses all other ids. */
  readonly loader: ComponentLoader
  /** The components that it holds. */
  readonly componentIds: readonly string[]
  /** contract id → implementation id. */
  readonly bindings: Readonly<Record<string, string>>
  /** What a run sees in the folder of the bundle: its files, and each asset where the project has it. */
  readonly visible: BundleFiles
}

/**
 * Compares all files of a bundle with its lock, and opens it. Nothing else is asked: not the network, not the machine.
 *
 * @param name Of the bundle, for messages; without `.lcod`.
 * @throws {KernelError} `bundle_invalid` for a file that lacks or that the lock does not know; `integrity_mismatch` for one
 * that is another; `lock_invalid`, `invalid_manifest`, `invalid_compose`, `component_swapped`.
 * Spec: contracts.md 5.8.
 */
export function openBundle(name: string, files: BundleFiles): Bundle {
  const reader = new BundleReader(`${name}.lcod`, files)
  const lock = readLock(reader.text(BUNDLE.lock), `${name}.lcod/${BUNDLE.lock}`)
  const [root, ...components] = lock.components
  if (root === undefined || !lock.isOwn) throw reader.invalid('was not locked by "lcod resolve"')
  const top = reader.root(root)
  const visible = new Map(files)
  for (const path of Object.keys(root.files ?? {})) {
    visible.set(path, reader.verified(assetPlace(path), root.files?.[path]))
  }
  const modules = new Map(components.map((entry) => [entry.id, reader.module(entry)]))
  reader.ensureAllRead()

  const file = `${name}.lcod/${BUNDLE.compose}`
  const { composition, problems } = parseCompose(top.compose, { file })
  if (composition === undefined) throw invalidCompose(problems, file)
  const bindings = lock.components.flatMap((component) => component.bindings)
  return {
    name,
    id: root.id,
    composition,
    composeText: top.compose,
    manifest: readManifest(top.descriptor, `${name}.lcod/${BUNDLE.descriptor}`),
    loader: bundleLoader(name, components, modules),
    componentIds: components.map(({ id }) => id),
    bindings: Object.fromEntries(bindings.map(({ contract, implementation }) => [contract, implementation])),
    visible,
  }
}

function bundleLoader(
  name: string,
  components: readonly LockedComponent[],
  modules: ReadonlyMap<string, ObtainedComponent>,
): ComponentLoader {
  const loader = lockedComponents(components, async ({ id }) => {
    const module = modules.get(id)
    if (module === undefined) throw unknown(id, name)
    return module
  })
  return {
    load(id) {
      const found = loader.load(id)
      // What a contract without a binding is called, the kernel says better.
      if (found === undefined && !id.startsWith('lcod://contract/')) throw unknown(id, name)
      return found
    },
  }
}

function unknown(id: string, name: string): KernelError {
  return new KernelError('component_not_found', `The bundle "${name}.lcod" does not hold ${id}`, {
    data: { component: id },
    hint: 'Add it to [deps] requires of the lcp.toml, then run lcod resolve and lcod assemble',
  })
}
