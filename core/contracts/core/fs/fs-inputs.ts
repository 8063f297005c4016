import { TEXT_ENCODINGS } from '../../../bytes/text-encoding.ts'

/** Input schemas that the file contracts share. */
export const pathInput = { type: 'string', minLength: 1, description: 'Path; relative ones start at the run’s folder' }

export const encodingInput = {
  enum: TEXT_ENCODINGS,
  default: 'utf-8',
  description: 'How the text stands for the bytes of the file',
}
