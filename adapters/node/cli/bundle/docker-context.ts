import { shownPath } from '../source-texts.ts'
import { packageName } from './app-names.ts'
import type { AppTarget } from './app-source.ts'
import { packageFiles } from './node-app.ts'

/**
 * The context of an image. Nothing is installed while it is built, and it runs as the user `node`, who owns what the
 * application keeps.
 */
export const dockerContext: AppTarget = {
  defaultOutput: (name) => `${name}-docker`,
  async make(source, { output, launcher }) {
    const { files, parts } = await packageFiles(source, launcher)
    const image = packageName(source.name)
    const inside = Array.from(files, ([path, content]) => [`app/${path}`, content] as const)
    const start = `docker build -t ${image} ${shownPath(output)} && docker run --rm ${image}`
    return {
      kind: 'folder',
      parts,
      start,
      files: new Map([['Dockerfile', dockerfile(launcher?.name ?? 'app.cjs')], ...inside]),
    }
  },
}

const dockerfile = (entry: string) => `FROM node:20-slim
WORKDIR /app
COPY --chown=node:node app/ ./
# The folder itself too: the application keeps files in it.
RUN chown node:node /app
USER node
ENTRYPOINT ${JSON.stringify(['node', `/app/${entry}`])}
`
