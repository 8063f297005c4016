/** Durable journal: survives the process. Values are JSON text. */
export interface StorePort {
  get(key: string): Promise<string | null>
  put(key: string, value: string): Promise<void>
  delete(key: string): Promise<void>
}
