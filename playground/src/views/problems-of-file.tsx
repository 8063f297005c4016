import { codeFrame, lineColumn } from '../../../core/errors/code-frame.ts'
import type { Diagnostic } from '../../language/index.ts'
import type { FileProblems } from '../app/checks.ts'
import { nameOf } from '../workspace/paths.ts'
import { useApp } from './app-context.ts'
import { CodeMeaning } from './code-meaning.tsx'
import { Icon } from './icons.tsx'

/** Above this, a file shows its first problems: putting those right often does away with the others. */
const MAX_SHOWN = 50

/** The problems of a file, each with its place and what can be done about it. */
export function ProblemsOfFile({ found }: { found: FileProblems }) {
  const { file, problems } = found
  const hidden = problems.length - MAX_SHOWN
  return (
    <section aria-label={`Problems in ${file}`}>
      <h3 class="file-problems">
        <Icon name="file" /> <span>{nameOf(file)}</span> <span class="muted">{file}</span>
      </h3>
      {problems.slice(0, MAX_SHOWN).map((problem) => (
        <ProblemRow key={`${problem.code}:${problem.range.start}:${problem.message}`} found={found} problem={problem} />
      ))}
      {hidden > 0 ? <p class="muted">and {hidden.toLocaleString('en')} more</p> : null}
    </section>
  )
}

function ProblemRow({ found: { file, text }, problem }: { found: FileProblems; problem: Diagnostic }) {
  const app = useApp()
  const { range } = problem
  const { line, column } = lineColumn(text, range.start)
  return (
    <article class="problem">
      <div class="crumbs">
        <span class={problem.severity === 'error' ? 'failed' : 'running'}>
          <Icon name={problem.severity === 'error' ? 'failed' : 'idle'} /> {problem.severity}
        </span>
        <CodeMeaning code={problem.code} />
        <button type="button" onClick={() => app.revealRange(file, [range.start, range.end])}>
          line {line}, column {column}
        </button>
      </div>
      <p>{problem.message}</p>
      <pre>{codeFrame(text, range)}</pre>
      {problem.hint === undefined ? null : <p class="muted">{problem.hint}</p>}
      {app.fixesFor(file, problem).map((fix) => (
        <button type="button" class="outlined" key={fix.title} onClick={() => app.applyEdits(file, fix.edits)}>
          {fix.title}
        </button>
      ))}
    </article>
  )
}
