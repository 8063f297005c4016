import { type PickedFile, pickedFiles } from '../import/picked-file.ts'

/**
 * Lets the user choose files, or a folder with all that is in it; none when they do not want to.
 *
 * @param what zips and project files are files.
 */
export function pickFiles(what: 'files' | 'folder'): Promise<PickedFile[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.multiple = true
    input.webkitdirectory = what === 'folder'
    input.addEventListener('change', () => resolve(pickedFiles(input.files ?? [])))
    input.addEventListener('cancel', () => resolve([]))
    input.click()
  })
}
