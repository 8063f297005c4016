export interface ListenOptions {
  readonly host: string
  /** 0 picks a free port. */
  readonly port: number
  /** Answers one request. Never throws. */
  handle(request: ServerRequest): Promise<ServerResponse>
}

export interface ServerRequest {
  readonly method: string
  /** Path and query, as sent. */
  readonly target: string
  readonly headers: ReadonlyArray<readonly [string, string]>
  readonly body: AsyncIterable<Uint8Array>
  /** Fires when the client goes away. */
  readonly signal: AbortSignal
}

export interface ServerResponse {
  readonly status: number
  readonly headers: ReadonlyArray<readonly [string, string]>
  readonly body: Uint8Array | AsyncIterable<Uint8Array>
}

export interface Listener {
  readonly host: string
  readonly port: number
  /** Stops accepting, closes idle connections, waits up to `graceMs`, then destroys the rest. */
  close(graceMs: number): Promise<void>
}

/** HTTP server. */
export interface ListenPort {
  listen(options: ListenOptions): Promise<Listener>
}
