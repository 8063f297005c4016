import type { NativeComponent } from '../../../core/run/component.ts'
import { standardComponents } from '../../../core/standard-components.ts'
import { createMemoryFiles } from '../../memory/index.ts'
import { startKernelWorker } from '../kernel/kernel-service.ts'

/** Never returns and never gives way: only the end of its worker stops it. */
const hang: NativeComponent = {
  kind: 'native',
  id: 'lcod://test/hang@1',
  run() {
    for (;;);
  },
}

startKernelWorker(self, { memory: () => createMemoryFiles(), components: [...standardComponents, hang] })
