/** What a server is opened with. */
export interface ListenOptions {
  /** Address or name of the interface: `127.0.0.1`, `::1`, `0.0.0.0` for all of IPv4. */
  readonly host: string
  /** 1 to 65535; 0 picks a free one. */
  readonly port: number
  /**
   * Answers one request; may be called again while others are under way. Never rejects. The body may be left unread.
   */
  handle(request: ServerRequest): Promise<ServerResponse>
}

/** A request as it came in. Framing, header syntax and limits on the head are the driver's part, and have been checked. */
export interface ServerRequest {
  /** As sent; methods are case-sensitive. */
  readonly method: string
  /** Path and query as sent, or what else stood in the request line: `/a?b=c`, `http://host/a`, `*`. */
  readonly target: string
  /** Lines in the order in which they came, repeated ones too. */
  readonly headers: ReadonlyArray<readonly [name: string, value: string]>
  /** Address of the client, or of the proxy before it; absent where it is not known. */
  readonly client?: string
  /** Chunks of the body; read at most once. Fails when the client goes away. */
  readonly body: AsyncIterable<Uint8Array>
  /** Fires when the client goes away before its answer, and when the server is destroyed. */
  readonly signal: AbortSignal
}

/**
 * An answer. The driver adds what frames the message (`content-length`, `connection`, `date`) and leaves the body out
 * for HEAD, 204 and 304.
 */
export interface ServerResponse {
  /** 200 to 599. */
  readonly status: number
  /** Lines without framing, names and values valid. */
  readonly headers: ReadonlyArray<readonly [name: string, value: string]>
  readonly body: Uint8Array
}

/** An open server. */
export interface Listener {
  /** The address as asked for. */
  readonly host: string
  /** The actual port. */
  readonly port: number
  /**
   * Stops accepting, closes idle connections, waits up to `graceMs` for answers under way, then destroys the rest.
   * Resolves when everything is closed; again when called again.
   */
  close(graceMs: number): Promise<void>
}

/** HTTP server. */
export interface ListenPort {
  /**
   * Opens a server; it takes requests when the promise resolves.
   *
   * @throws {KernelError} `EADDRINUSE`, `EADDRNOTAVAIL`, `EACCES`, `ENOTFOUND` or `listen_failed`.
   */
  listen(options: ListenOptions): Promise<Listener>
}
