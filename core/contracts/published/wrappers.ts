import { arrayAppend } from '../core/array/append.ts'
import { arrayLength } from '../core/array/length.ts'
import { arrayShift } from '../core/array/shift.ts'
import { jsonDecode } from '../core/json/decode.ts'
import { jsonEncode } from '../core/json/encode.ts'
import { objectMerge } from '../core/object/merge.ts'
import { pathDirname } from '../core/path/dirname.ts'
import { pathIsAbsolute } from '../core/path/is-absolute.ts'
import { pathToFileUrl } from '../core/path/to-file-url.ts'
import { stringFormat } from '../core/string/format.ts'
import { valueClone } from '../core/value/clone.ts'
import { wrapContract } from './wrap-contract.ts'

/** Published components that are a contract under another id. */
export const wrappers = [
  wrapContract('lcod://core/array/append@0.1.0', arrayAppend),
  wrapContract('lcod://core/json/decode@0.1.0', jsonDecode),
  wrapContract('lcod://core/json/encode@0.1.0', jsonEncode),
  wrapContract('lcod://core/object/merge@0.1.0', objectMerge),
  wrapContract('lcod://core/string/format@0.1.0', stringFormat),
  wrapContract('lcod://tooling/value/clone@0.1.0', valueClone),
  wrapContract('lcod://tooling/array/length@0.1.0', arrayLength),
  wrapContract('lcod://tooling/array/shift@0.1.0', arrayShift),
  wrapContract('lcod://tooling/path/dirname@0.1.0', pathDirname),
  wrapContract('lcod://tooling/path/is_absolute@0.1.0', pathIsAbsolute),
  wrapContract('lcod://tooling/path/to_file_url@0.1.0', pathToFileUrl),
]
