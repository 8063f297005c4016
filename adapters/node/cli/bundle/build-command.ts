import { makeApp } from './make-app.ts'
import { nodeFile } from './node-app.ts'
import { webFolder } from './web-app.ts'
import { workerModule } from './worker-app.ts'

/** `lcod build BUNDLE --target …` */
export const buildCommand = makeApp({ node: nodeFile, web: webFolder, worker: workerModule })
