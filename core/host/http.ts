export interface HttpRequest {
  readonly url: string
  /** Upper case. */
  readonly method: string
  /** One entry per header line; names in any case. */
  readonly headers: ReadonlyArray<readonly [string, string]>
  readonly body?: Uint8Array | undefined
  readonly signal?: AbortSignal | undefined
  /**
   * Told each address that the name of the URL leads to, before a connection to it is used; throws `permission_denied`
   * for one that the run may not reach. Hosts that do not see addresses ignore it.
   */
  readonly admitAddress?: ((address: string) => void) | undefined
}

export interface HttpResponse {
  readonly status: number
  readonly statusText: string
  /** One entry per header line, names in lower case; `set-cookie` is never joined. */
  readonly headers: ReadonlyArray<readonly [string, string]>
  /** Pulled once; `return()` gives the connection up. Empty for HEAD, 204 and 304. */
  readonly body: AsyncIterable<Uint8Array>
}

/**
 * One HTTP exchange. Redirects are never followed here: core follows them, checking permissions at each hop.
 * Fails with ENOTFOUND, ECONNREFUSED, ECONNRESET, ETIMEDOUT, ERR_TLS or HTTP_REQUEST_FAILED.
 */
export interface HttpPort {
  send(request: HttpRequest): Promise<HttpResponse>
}
