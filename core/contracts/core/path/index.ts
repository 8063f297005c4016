import { pathDirname } from './dirname.ts'
import { pathIsAbsolute } from './is-absolute.ts'
import { pathToFileUrl } from './to-file-url.ts'

export const pathContracts = [pathDirname, pathIsAbsolute, pathToFileUrl]
