/**
 * The public API of the core: everything an embedder or a host adapter may rely on. What is not listed here is free to
 * change.
 */

export { composeFromValue } from './compose/compose-from-value.ts'
export type { Composition, Step } from './compose/composition.ts'
export { invalidCompose } from './compose/invalid-compose.ts'
// Making and running a kernel.
export type { ComposeFormat, ParseComposeOptions, ParsedCompose } from './compose/parse-compose.ts'
export { parseCompose } from './compose/parse-compose.ts'
export type { Problem } from './compose/problem.ts'
export type { Contract, ContractSpec } from './contracts/define-contract.ts'
export { defineContract } from './contracts/define-contract.ts'
// Errors.
export type { ErrorCode } from './errors/catalog.ts'
export { errorCatalog } from './errors/catalog.ts'
export { codeFrame, formatProblem, lineColumn } from './errors/code-frame.ts'
export type { ErrorFrame, ErrorShape, KernelErrorOptions, SourceRange } from './errors/kernel-error.ts'
export { ExecutionCancelledError, KernelError } from './errors/kernel-error.ts'
export type { ClockPort } from './host/clock.ts'
export type { EnvPort } from './host/env.ts'
export type { FileInfo, FileKind, FileSink, FilesPort, WriteOptions } from './host/files.ts'
export type { GitCloneRequest, GitCloneResult, GitPort } from './host/git.ts'
export type { Hasher, HashPort } from './host/hash.ts'
export type { HttpPort, HttpRequest, HttpResponse } from './host/http.ts'
// Hosts: the ports an adapter implements.
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
export type { StorePort } from './host/store.ts'
export { createKernel, RunTimeout } from './kernel.ts'
export type { ComponentLoader, Kernel, KernelOptions, Limits, RunOptions } from './kernel-api.ts'
export type { Grant, Permissions } from './permissions/permissions.ts'
export { ALL_PERMISSIONS } from './permissions/permissions.ts'
export type { Component, ComposeComponent } from './resolve/registry.ts'
export { RegistryScope } from './resolve/registry.ts'
export type { PackageContext } from './resolve/relative-id.ts'
export type { Call, OperatorCall, Slot } from './run/call.ts'
export type { ComponentInfo, JsonSchema, NativeComponent, SlotSpec } from './run/component.ts'
export { DEFAULT_LIMITS } from './run/limits.ts'
// Plans.
export type { Plan } from './run/plan.ts'
export { compilePlan, planHash } from './run/plan.ts'
export { Signal } from './run/signal.ts'
export type { SlotResult } from './run/slot-result.ts'
// Components: what the kernel brings, and how to write more.
export { standardComponents } from './standard-components.ts'
// Trace.
export type { Preview, TraceEvent, TraceObserver } from './trace/events.ts'

// Values.
export type { Dict, Json } from './values.ts'
