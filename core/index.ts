/**
 * The public API of the core: everything an embedder or a host adapter may rely on. What is not listed here is free to
 * change.
 */

// Reading composes: text or values in; a composition, or every problem at once, out.

export { composeFromValue } from './compose/compose-from-value.ts'
export type { Composition, Step } from './compose/composition.ts'
export { invalidCompose } from './compose/invalid-compose.ts'
export type { ComposeFormat, ParseComposeOptions, ParsedCompose } from './compose/parse-compose.ts'
export { parseCompose } from './compose/parse-compose.ts'
export type { Problem } from './compose/problem.ts'
export type { SourceEntry, SourceNode, TextRange } from './compose/source-node.ts'

// Checking composes without running them.

export type { AnalyseOptions, Analysis } from './analysis/analyse.ts'
export { analyse } from './analysis/analyse.ts'
export type { CheckOptions } from './lint/check-compose.ts'
export { checkCompose } from './lint/check-compose.ts'
export { lintText } from './lint/lint-text.ts'
export type { TextLintFinding } from './lint/text-rules/text-rule.ts'

// Making a kernel and running with it.

export { createKernel, RunTimeout } from './kernel.ts'
export type {
  ComponentLoader,
  HostView,
  IncomingRequest,
  Kernel,
  KernelOptions,
  Limits,
  RecordingOptions,
  RequestObservation,
  RunOptions,
  StepPlace,
} from './kernel-api.ts'
export type { Grant, Permissions } from './permissions/permissions.ts'
export { ALL_PERMISSIONS } from './permissions/permissions.ts'
export { DEFAULT_LIMITS } from './run/limits.ts'
export type { KeptServers, OpenServer, ServedRoute } from './run/run-servers.ts'

// Components: what the kernel brings, and how to write more.

export type { Contract, ContractSpec } from './contracts/define-contract.ts'
export { defineContract } from './contracts/define-contract.ts'
export type { Component, ComposeComponent } from './resolve/registry.ts'
export { RegistryScope } from './resolve/registry.ts'
export type { PackageContext } from './resolve/relative-id.ts'
export type { Call, OperatorCall, Slot } from './run/call.ts'
export type { ComponentInfo, JsonSchema, NativeComponent, SlotSpec } from './run/component.ts'
export { Signal } from './run/signal.ts'
export type { SlotResult } from './run/slot-result.ts'
export { standardComponents } from './standard-components.ts'

// Finding components: in folders, and through the lock of a project.

export type { FolderLoaderOptions } from './manifest/folder-loader.ts'
export { createFolderLoader } from './manifest/folder-loader.ts'
export type { Manifest } from './manifest/read-manifest.ts'
export { readManifest } from './manifest/read-manifest.ts'
export type { Lock, LockedComponent } from './resolve/lock-file.ts'
export { readLock, writeLock } from './resolve/lock-file.ts'
export { createLockLoader } from './resolve/lock-loader.ts'
export type { OpenProjectOptions, Project } from './resolve/open-project.ts'
export { openProject } from './resolve/open-project.ts'
export type { Resolution, ResolvedComponent } from './resolve/resolve-project.ts'
export type { FetcherOptions } from './resolve/source-fetcher.ts'
export { SourceFetcher } from './resolve/source-fetcher.ts'

// Bundles: a project with everything it needs, verified before it runs.

export type { AssembleOptions } from './bundle/assemble-bundle.ts'
export { assembleBundle } from './bundle/assemble-bundle.ts'
export type { BundleFiles } from './bundle/bundle-layout.ts'
export { mountFiles } from './bundle/mount-files.ts'
export type { Bundle } from './bundle/open-bundle.ts'
export { openBundle } from './bundle/open-bundle.ts'
export { readBundleFolder } from './bundle/read-bundle-folder.ts'
export { declaredOptions } from './manifest/declared-options.ts'

// Durable runs: their options, and what a journal tells of its run.

export type { DurableOptions } from './durable/open-durable-run.ts'
export type { RunSummary } from './durable/summarise-run.ts'
export { summariseRun } from './durable/summarise-run.ts'

// Plans: compiled composes as plain JSON.

export type { Plan } from './run/plan.ts'
export { compilePlan, planHash } from './run/plan.ts'

// Hosts: the ports an adapter implements.

export type { ClockPort } from './host/clock.ts'
export type { EnvPort } from './host/env.ts'
export type { FileInfo, FileKind, FileSink, FilesPort, WriteOptions } from './host/files.ts'
export type { GitCloneRequest, GitCloneResult, GitPort } from './host/git.ts'
export type { Hasher, HashPort } from './host/hash.ts'
export type { HttpPort, HttpRequest, HttpResponse } from './host/http.ts'
export type { Capability, Host } from './host/index.ts'
export type { Listener, ListenOptions, ListenPort, ServerRequest, ServerResponse } from './host/listen.ts'
export type { LogEntry, LogLevel, LogPort } from './host/log.ts'
export type { RandomPort } from './host/random.ts'
export type { SchemaCheck, SchemaIssue, SchemasPort } from './host/schemas.ts'
export type {
  ScriptHost,
  ScriptLimits,
  ScriptOutcome,
  ScriptRequest,
  ScriptSession,
  ScriptsPort,
} from './host/scripts.ts'
export type { StoredJournal, StoredRun, StorePort } from './host/store.ts'

// Trace: the events of a run, and the texts that are made of them.

export type { Preview, TraceEvent, TraceObserver } from './trace/events.ts'
export { chromeTrace } from './trace/formats/chrome-trace.ts'
export type { TimeChange, TraceDifference } from './trace/formats/diff-traces.ts'
export { diffTraces, timeChanges } from './trace/formats/diff-traces.ts'
export { jsonlTrace } from './trace/formats/jsonl-trace.ts'
export type { OtlpTraceOptions } from './trace/formats/otlp-trace.ts'
export { otlpTrace } from './trace/formats/otlp-trace.ts'
export type { PrettyTraceOptions } from './trace/formats/pretty-trace.ts'
export { prettyTrace } from './trace/formats/pretty-trace.ts'
export type { ReadTrace } from './trace/formats/read-trace.ts'
export { readTrace } from './trace/formats/read-trace.ts'
export type { TraceFormat } from './trace/formats/trace-format.ts'
export type { TraceNode } from './trace/formats/trace-tree.ts'
export { buildTraceTree, walkTrace } from './trace/formats/trace-tree.ts'
export type { TreeTextOptions } from './trace/formats/tree-text.ts'
export { treeText } from './trace/formats/tree-text.ts'

// Tests as data.

export type { ParsedTests } from './unit-tests/read-tests.ts'
export { readTests } from './unit-tests/read-tests.ts'
export type { TestFailure, TestResult, TracedDifference } from './unit-tests/test-result.ts'
export type { RunTestOptions, TestRunner, TestRunnerOptions, TestSubject } from './unit-tests/test-runner.ts'
export { createTestRunner } from './unit-tests/test-runner.ts'
export type { SuiteTest, TestCase, UnitTest } from './unit-tests/unit-test.ts'

// Errors: their codes, and how to show where they are.

export type { ErrorCode } from './errors/catalog.ts'
export { errorCatalog } from './errors/catalog.ts'
export { codeFrame, formatProblem, lineColumn } from './errors/code-frame.ts'
export type { ErrorFrame, ErrorShape, KernelErrorOptions, SourceRange } from './errors/kernel-error.ts'
export { ExecutionCancelledError, KernelError } from './errors/kernel-error.ts'

// Values, and how two of them differ.

export type { Difference, DiffOptions } from './diff/structural-diff.ts'
export { structuralDiff } from './diff/structural-diff.ts'
export type { Dict, Json } from './values.ts'
