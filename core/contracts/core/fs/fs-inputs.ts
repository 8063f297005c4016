import { TEXT_ENCODINGS } from '../../../bytes/text-encoding.ts'

/** Input schemas that the file contracts share. */
export const pathInput = { type: 'string', minLength: 1, description: 'Path; relative ones start at the run’s folder' }

/** A folder that the run's folder stands in for when it is not given. */
export const folderInput = { type: 'string', minLength: 1, default: '.', 'x-lenient': true }

export const encodingInput = {
  enum: TEXT_ENCODINGS,
  default: 'utf-8',
  description: 'How the text stands for the bytes of the file',
}
