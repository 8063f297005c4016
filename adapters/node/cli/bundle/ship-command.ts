import { dockerContext } from './docker-context.ts'
import { makeApp } from './make-app.ts'
import { nodePackage } from './node-app.ts'
import { workerProject } from './worker-app.ts'

/** `lcod ship BUNDLE --target …` */
export const shipCommand = makeApp({ node: nodePackage, docker: dockerContext, worker: workerProject })
