import type { AppTarget } from './app-source.ts'
import { packageFiles } from './node-app.ts'

/**
 * The context of an image. Nothing is installed while it is built, and it runs as the user `node`, who owns what the
 * application keeps.
 */
export const dockerContext: AppTarget = {
  defaultOutput: (name) => `${name}-docker`,
  async make(source, { launcher }) {
    const files = await packageFiles(source, launcher)
    const inside = Array.from(files, ([path, content]) => [`app/${path}`, content] as const)
    return { kind: 'folder', files: new Map([['Dockerfile', dockerfile(launcher?.name ?? 'app.cjs')], ...inside]) }
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
