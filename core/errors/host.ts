import { defineErrors } from './define-errors.ts'

export const hostErrors = defineErrors({
  host_capability_missing: { meaning: 'This host cannot do what the compose needs.', fix: 'Run it on a host that has the capability, or bind another implementation.' },
  permission_denied: { meaning: 'The run was not granted this access.', fix: 'Grant it, for example with --allow-read.' },
  ENOENT: { meaning: 'The file or folder does not exist.', fix: 'Check the path.' },
  EACCES: { meaning: 'The operating system refused the access.', fix: 'Check the permissions of the path.' },
  EEXIST: { meaning: 'The file or folder exists already.', fix: 'Choose another path.' },
  EISDIR: { meaning: 'A file was expected and the path is a folder.', fix: 'Check the path.' },
  ENOTDIR: { meaning: 'A folder was expected and the path is a file.', fix: 'Check the path.' },
  ENOSPC: { meaning: 'The storage is full or its quota is used up.', fix: 'Free some space.' },
  EBUSY: { meaning: 'The file is in use.', fix: 'Try again later.' },
  EIO: { meaning: 'The storage failed.', fix: 'Read the cause.' },
})
