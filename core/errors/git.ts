import { defineErrors } from './define-errors.ts'

export const gitErrors = defineErrors({
  git_invalid_url: {
    meaning: 'The URL is none that a repository can be cloned from.',
    fix: 'Use an https URL, or the path of a local repository.',
  },
  git_ref_not_found: {
    meaning: 'The remote has no such branch, tag or commit, or no commit at all.',
    fix: 'Check ref; a commit needs all of its 40 digits.',
  },
  git_subdir_not_found: {
    meaning: 'The commit has no folder of this name.',
    fix: 'Check subdir, or clone another ref.',
  },
  git_dest_not_empty: {
    meaning: 'The folder to clone into holds something.',
    fix: 'Name another folder, or remove what is there.',
  },
  git_unsafe_path: {
    meaning: 'The repository holds a path or link that would leave the clone or change its settings.',
    fix: 'Do not use this commit: no honest repository has such a path.',
  },
  git_auth_failed: {
    meaning: 'The remote wants credentials, or refuses those it got.',
    fix: 'Give auth, with secret naming a granted environment variable.',
  },
  git_remote_failed: {
    meaning: 'The remote did not answer as a Git repository does.',
    fix: 'Check the URL and read the message.',
  },
  git_too_large: {
    meaning: 'The repository has more data or more files than a clone takes.',
    fix: 'Set depth, or clone a smaller ref.',
  },
})
