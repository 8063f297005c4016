/** Which imports a part of the source tree may have. */
export interface ImportRule {
  /** Shown with a violation: why the direction matters. */
  readonly reason: string
  applies(file: string): boolean
  /** @param target A path from the project root, or the name of a package. */
  allows(target: string, file: string): boolean
}

/** Packages that core may use: each runs unchanged on every host. */
const CORE_PACKAGES = ['yaml', 'smol-toml', 'csv-parse', '@noble/hashes', '@cfworker/json-schema']

const isTest = (file: string) => /\.test\.ts$|\/(testing|test-[a-z]+)\//.test(file)
const isOurs = (target: string) =>
  /^(core|adapters|worker|web-app|playground|conformance|bench|scripts|examples|e2e)\//.test(target)
const packageName = (target: string) => target.split('/', target.startsWith('@') ? 2 : 1).join('/')
const folderOf = (file: string) => file.split('/').slice(0, 2).join('/')

/** Parts that several hosts are made of: standards of the web, and validators that need no code generation. */
const SHARED_ADAPTERS = ['adapters/web', 'adapters/schemas']

/** The parts of the conformance suite that know no test runner and no files of this repository. */
const PORTABLE_SUITE = /^conformance\/(suite|case|read-cases)\.ts$/

/** The Node command is an entry point: it chooses adapters and joins them. */
const isEntryPoint = (file: string) => file.startsWith('adapters/node/cli/')

export const importRules: readonly ImportRule[] = [
  {
    reason: 'core runs on every host, so it imports nothing of ours outside core; hosts come in through ports.',
    applies: (file) => file.startsWith('core/') && !isTest(file),
    allows: (target) => !isOurs(target) || target.startsWith('core/'),
  },
  {
    reason: `core runs on every host, so of packages it uses only ${CORE_PACKAGES.join(', ')}.`,
    applies: (file) => file.startsWith('core/') && !isTest(file),
    allows: (target) => isOurs(target) || CORE_PACKAGES.includes(packageName(target)),
  },
  {
    reason: 'Tests of core use core and the memory host: a test that needs a real host belongs to its adapter.',
    applies: (file) => file.startsWith('core/') && isTest(file),
    allows: (target) => !isOurs(target) || /^(core|adapters\/memory|conformance)\//.test(target),
  },
  {
    reason:
      'Adapters import only themselves and the parts they share; entry points choose and join them. Tests may use the memory host.',
    applies: (file) => file.startsWith('adapters/') && !isEntryPoint(file),
    allows: (target, file) =>
      !target.startsWith('adapters/') ||
      folderOf(target) === folderOf(file) ||
      SHARED_ADAPTERS.includes(folderOf(target)) ||
      (isTest(file) && target.startsWith('adapters/memory/')),
  },
  {
    reason: 'Adapters are below the entry points that join them; the Node command runs conformance cases as tests.',
    applies: (file) => file.startsWith('adapters/') && !isTest(file),
    allows: (target, file) =>
      !/^(worker|web-app|playground|bench|scripts|examples|e2e|conformance)\//.test(target) ||
      (isEntryPoint(file) && PORTABLE_SUITE.test(target)),
  },
  {
    reason: 'The language service serves any editor: of ours it imports core, of packages yaml.',
    applies: (file) => file.startsWith('playground/language/') && !isTest(file),
    allows: (target) => /^(core|playground\/language)\//.test(target) || packageName(target) === 'yaml',
  },
  {
    reason:
      'Browser tests talk to pages; what they share with the code is what a user sees, and the Git server of the tests.',
    applies: (file) => file.startsWith('e2e/'),
    allows: (target) => !isOurs(target) || /^(e2e|adapters\/git\/testing)\//.test(target),
  },
]
