/** Git remotes on any host with files and HTTP. */
export { type CreateGitOptions, createGit } from './create-git.ts'
