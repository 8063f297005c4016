import { defineErrors } from './define-errors.ts'

export const hostErrors = defineErrors({
  host_capability_missing: {
    meaning: 'This host cannot do what the compose needs.',
    fix: 'Run it on a host that has the capability, or bind another implementation.',
  },
  permission_denied: {
    meaning: 'The run was not granted this access.',
    fix: 'Grant it, for example with --allow-read.',
  },
  ENOENT: { meaning: 'The file or folder does not exist.', fix: 'Check the path.' },
  EACCES: { meaning: 'The operating system refused the access.', fix: 'Check the permissions of the path.' },
  EEXIST: { meaning: 'The file or folder exists already.', fix: 'Choose another path.' },
  EISDIR: { meaning: 'A file was expected and the path is a folder.', fix: 'Check the path.' },
  ENOTDIR: { meaning: 'A folder was expected and the path is a file.', fix: 'Check the path.' },
  ENOSPC: { meaning: 'The storage is full or its quota is used up.', fix: 'Free some space.' },
  EBUSY: { meaning: 'The file is in use, or the process has too many files open.', fix: 'Try again later.' },
  EIO: { meaning: 'The storage failed.', fix: 'Read the cause.' },
  ENOTFOUND: { meaning: 'The host name has no address.', fix: 'Check the name and the network.' },
  ECONNREFUSED: { meaning: 'Nothing accepts connections at that address.', fix: 'Check host, port and that it runs.' },
  ECONNRESET: { meaning: 'The other side ended the connection.', fix: 'Try again.' },
  ETIMEDOUT: { meaning: 'No answer came in time.', fix: 'Try again, or raise timeoutMs.' },
  EADDRINUSE: {
    meaning: 'Something listens on that address and port already.',
    fix: 'Stop it, or choose another port; 0 picks a free one.',
  },
  EADDRNOTAVAIL: {
    meaning: 'A server was to listen on an address that this machine does not have.',
    fix: 'Use 127.0.0.1, or 0.0.0.0 for all interfaces.',
  },
  listen_failed: { meaning: 'The server could not be started.', fix: 'Read the cause.' },
  ERR_TLS: { meaning: 'No secure connection could be made.', fix: 'Check the certificate of the other side.' },
  HTTP_REQUEST_FAILED: { meaning: 'The HTTP request failed.', fix: 'Read the cause.' },
  env_not_defined: {
    meaning: 'A required environment variable is not set and has no default.',
    fix: 'Set it, or give a default.',
  },
  parse_failed: {
    meaning: 'The text is not valid JSON, TOML or CSV.',
    fix: 'Correct it at the place shown.',
  },
  parse_limit_exceeded: {
    meaning: 'The text to parse is larger or nested deeper than the parser accepts.',
    fix: 'Split it, or read it as a stream.',
  },
  schema_mismatch: {
    meaning: 'A value does not fit the JSON Schema it was to be checked against.',
    fix: 'Correct the value at the place shown, or the schema.',
  },
  invalid_schema: {
    meaning: 'A JSON Schema of a component is not a valid 2020-12 schema.',
    fix: 'Correct the schema at the place shown.',
  },
})
