import type { HttpPort, HttpResponse } from '../../../../core/host/http.ts'
import type { Transfer, Transfers } from './transfers.ts'

/** An HTTP port that shows how far each download is. What only asks or sends (HEAD, POST, …) is not shown. */
export function watchHttp(http: HttpPort, transfers: Transfers): HttpPort {
  return {
    async send(request) {
      if (request.method !== 'GET') return http.send(request)
      const transfer = transfers.beginDownload(request.url)
      try {
        const response = await http.send(request)
        return { ...response, body: watched(response, transfer) }
      } catch (error) {
        transfer.end()
        throw error
      }
    },
  }
}

function watched(response: HttpResponse, transfer: Transfer): AsyncIterable<Uint8Array> {
  const total = sizeOf(response)
  const progress = (loaded: number) => transfer.update({ loaded, total, unit: 'bytes' })
  return {
    // No generator: one that was never started would not tell of its `return()`.
    [Symbol.asyncIterator]() {
      const chunks = response.body[Symbol.asyncIterator]()
      let loaded = 0
      progress(loaded)
      return {
        async next() {
          try {
            const step = await chunks.next()
            if (step.done === true) {
              transfer.end()
              return step
            }
            loaded += step.value.length
            progress(loaded)
            return step
          } catch (error) {
            transfer.end()
            throw error
          }
        },
        async return() {
          transfer.end()
          await chunks.return?.()
          return { done: true, value: undefined }
        },
      }
    },
  }
}

/** The size of what will be read; unknown where it is unpacked on the way. */
function sizeOf({ headers }: HttpResponse): number | undefined {
  const find = (name: string) => headers.find(([key]) => key === name)?.[1]
  const length = Number(find('content-length') ?? Number.NaN)
  return find('content-encoding') === undefined && Number.isSafeInteger(length) ? length : undefined
}
