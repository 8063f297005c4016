import type { BundleText } from './bundle-text.ts'

/**
 * What an application knows of itself. The commands that make one write it before the text of a kernel, as the constant
 * `LCOD_APP`.
 */
export interface EmbeddedApp {
  /** Of the bundle, without `.lcod`. */
  readonly name: string
  /** Absent where the bundle lies beside the kernel, as the folder `NAME.lcod`. */
  readonly bundle?: BundleText
  /** The QuickJS module in base64; absent where it lies beside the kernel. */
  readonly quickjs?: string
  /** Hosts that runs may reach, where no command line grants any. */
  readonly net?: readonly string[]
  /** Licences of what is inside; absent where they lie beside the kernel, as `THIRD-PARTY-NOTICES.txt`. */
  readonly notices?: string
}

/** The text of a kernel as an application: JavaScript, a script or a module as the kernel is. */
export function embedApp(kernel: string, app: EmbeddedApp): string {
  const place = app.notices === undefined ? 'in THIRD-PARTY-NOTICES.txt' : 'printed by --notices'
  return `/*! An LCOD application. The licences of what is inside are ${place}. */\nconst LCOD_APP = ${JSON.stringify(app)};\n${kernel}`
}
