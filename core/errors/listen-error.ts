import { KernelError } from './kernel-error.ts'

/** Why a server could not be opened, as the codes of `ListenPort.listen` name it. */
const REASONS = {
  EADDRINUSE: { reason: 'the address is in use', hint: 'Stop what listens there, or choose another port' },
  EADDRNOTAVAIL: { reason: 'this machine has no such address', hint: 'Use 127.0.0.1, or 0.0.0.0 for all interfaces' },
  EACCES: { reason: 'the operating system refuses it', hint: 'Choose a port above 1023' },
  ENOTFOUND: { reason: 'the host name has no address', hint: 'Use an address such as 127.0.0.1' },
} as const

/**
 * The error of a listen port: `Cannot listen on <host>:<port>: <reason>`. A code that is none of the port's becomes
 * `listen_failed`, with the platform's words.
 */
export function listenError(
  code: unknown,
  { host, port }: { host: string; port: number },
  cause?: unknown,
): KernelError {
  const known = typeof code === 'string' && Object.hasOwn(REASONS, code) ? (code as keyof typeof REASONS) : undefined
  const { reason, hint } =
    known === undefined
      ? { reason: cause instanceof Error ? cause.message : String(code), hint: undefined }
      : REASONS[known]
  const address = `${host.includes(':') ? `[${host}]` : host}:${port}`
  return new KernelError(known ?? 'listen_failed', `Cannot listen on ${address}: ${reason}`, {
    data: { host, port },
    cause,
    hint,
  })
}
