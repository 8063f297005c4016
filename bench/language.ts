/**
 * The language service on a compose of 500 steps, as an editor uses it: every figure begins with a changed text.
 *
 * `npm run bench language` or `node scripts/run-ts.js bench/language.ts [--json]`.
 */
import { standardComponents } from '../core/index.ts'
import { createLanguageService } from '../playground/language/index.ts'
import { longCompose } from './long-compose.ts'
import { type BenchRow, compare, report } from './report.ts'

const ROUNDS = 25
const WARMUPS = 8
const FILE = 'compose.yaml'

const many = Array.from({ length: 1_000 - standardComponents.length }, (_, index) => ({
  id: `lcod://bench/package${index % 40}/component${index}@1`,
  summary: 'Does something',
}))

const text = longCompose(500)
/** In the middle, so that neither what comes before nor what comes after is cheap. */
const place = text.indexOf('$.items125') + '$.items125'.length
const idPlace = text.indexOf('lcod://impl/echo@1', place) + 'lcod://impl/echo'.length

const service = createLanguageService({ components: [...standardComponents, ...many] })
let version = 0

/** Types one letter at a place, and takes it back with the next. */
function type(at: number, letters: string): void {
  version++
  service.update(FILE, `${text.slice(0, at)}${letters}${version % 2 === 0 ? '' : 'x'}${text.slice(at)}`)
}

const [diagnostics, paths, ids, broken, outline] = await compare(
  [
    () => {
      type(place, '')
      return service.diagnostics(FILE)
    },
    () => {
      type(place, '')
      return service.completions(FILE, place)
    },
    () => {
      type(idPlace, '')
      return service.completions(FILE, idPlace)
    },
    () => {
      type(place, '\n      [')
      return service.diagnostics(FILE)
    },
    () => {
      type(place, '')
      return [service.diagnostics(FILE), service.symbols(FILE), service.hover(FILE, place), service.stepAt(FILE, place)]
    },
  ],
  ROUNDS,
  WARMUPS,
)

const rows: BenchRow[] = [
  {
    workload: 'keystroke to diagnostics, 500 steps',
    measured: diagnostics!.ms,
    unit: 'ms',
    target: 100,
    note: `${Math.round(text.length / 1024)} KiB of YAML, 1,000 components`,
  },
  { workload: 'keystroke to completion of a path, 500 steps', measured: paths!.ms, unit: 'ms', target: 100 },
  { workload: 'keystroke to completion of an id, 1,000 components', measured: ids!.ms, unit: 'ms', target: 100 },
  { workload: 'keystroke to a syntax error, 500 steps', measured: broken!.ms, unit: 'ms', target: 100 },
  {
    workload: 'keystroke to diagnostics, outline and hover',
    measured: outline!.ms,
    unit: 'ms',
    target: 110,
    note: 'read once for all of them',
  },
]
report(rows)
