/** As much of Cloudflare's `R2Bucket` as files need; the binding of a Worker fits it. */
export interface R2BucketLike {
  head(key: string): Promise<R2ObjectLike | null>
  get(key: string): Promise<R2ObjectBodyLike | null>
  /** `null` when the condition does not hold. */
  put(key: string, value: Uint8Array, options?: { onlyIf?: R2Condition }): Promise<R2ObjectLike | null>
  delete(keys: string | string[]): Promise<void>
  list(options: R2ListOptions): Promise<R2Listing>
  createMultipartUpload(key: string): Promise<R2Upload>
}

export interface R2Condition {
  etagMatches?: string
  etagDoesNotMatch?: string
}

export interface R2ObjectLike {
  readonly key: string
  readonly size: number
  readonly etag: string
  readonly uploaded: Date
}

export interface R2ObjectBodyLike extends R2ObjectLike {
  readonly body: ReadableStream<Uint8Array>
  arrayBuffer(): Promise<ArrayBuffer>
}

export interface R2ListOptions {
  prefix?: string
  delimiter?: string
  cursor?: string
  limit?: number
}

export interface R2Listing {
  readonly objects: readonly R2ObjectLike[]
  readonly delimitedPrefixes: readonly string[]
  readonly truncated: boolean
  readonly cursor?: string
}

export interface R2Upload {
  uploadPart(partNumber: number, value: Uint8Array): Promise<R2Part>
  complete(parts: R2Part[]): Promise<R2ObjectLike>
  abort(): Promise<void>
}

export interface R2Part {
  readonly partNumber: number
  readonly etag: string
}
