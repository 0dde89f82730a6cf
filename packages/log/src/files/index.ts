/** Photos and files beside the log, by the hash of their content. */
export { exists, syncFolder } from "./disk.ts";
export {
  FileContentError,
  FileMissingError,
  FileTooLargeError,
  FileTypeError,
  ImageError,
} from "./errors.ts";
export { hashOfFile } from "./receive.ts";
export { Files, fileAt, type StoredFile } from "./store.ts";
