/** A file that the visitor handed to the page. */
export interface PickedFile {
  /** Its name; in a folder that was handed over, the way to it. With a slash at the end it is an empty folder. */
  readonly path: string
  readonly file: Blob
}

/** Files of an `<input type="file">`; those of a folder know their way. */
export function pickedFiles(files: Iterable<File>): PickedFile[] {
  return [...files].map((file) => ({ path: file.webkitRelativePath || file.name, file }))
}
