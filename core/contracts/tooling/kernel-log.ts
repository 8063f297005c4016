import type { NativeComponent } from '../../run/component.ts'
import { log } from './log.ts'

/**
 * A log entry in the kernel's name: tagged `component: kernel` and dropped below `LCOD_LOG_LEVEL`.
 *
 * Spec: engine.md 5.1, 5.4.
 */
export const kernelLog: NativeComponent = {
  ...log,
  id: 'lcod://kernel/log@1',
  summary: 'Write a log entry in the name of the kernel, subject to its level',
  run: (input, call) => call.log(input, 'kernel'),
}
