import type { FilesPort } from '../../../core/host/files.ts'
import { createLightningFiles } from '../files/lightning-fs.ts'
import { createOpfsFiles } from '../files/opfs.ts'

/** Writes for ever, until it is terminated in the middle: `{ kind, name }` says where. */
const SIZE = 400_000

async function writeForEver(files: FilesPort): Promise<void> {
  await files.write('/kept', new TextEncoder().encode('old'))
  const sink = await files.sink('/kept')
  await sink.write(new Uint8Array(SIZE))
  for (let turn = 0; ; turn++) {
    const writing = files.write('/changing', new Uint8Array(SIZE).fill(turn % 2 === 0 ? 1 : 2))
    postMessage(turn)
    await writing
  }
}

addEventListener('message', async (event: MessageEvent<{ kind: string; name: string }>) => {
  const { kind, name } = event.data
  await writeForEver(kind === 'opfs' ? await createOpfsFiles({ name }) : await createLightningFiles({ name }))
})
