import type { ComponentInfo } from '../../../../core/run/component.ts'

/** What is known of a component of the kernel without its code. */
export interface DescribedComponent extends ComponentInfo {
  /** Name of the part that its code is in; absent when it comes with the kernel. */
  readonly part?: string
}
