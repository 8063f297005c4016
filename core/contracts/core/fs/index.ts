import { fsListDir } from './list-dir.ts'
import { fsReadFile } from './read-file.ts'
import { fsStat } from './stat.ts'
import { fsWriteFile } from './write-file.ts'

export const fsContracts = [fsReadFile, fsWriteFile, fsListDir, fsStat]
