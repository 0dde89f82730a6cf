import { englishOf, type Phrase, phrase } from "@hullwatch/core/phrase";

/** What is wrong with a file, in English and for those who say it in another language. */
class FileError extends Error {
  readonly says: Phrase;

  constructor(says: Phrase) {
    super(englishOf(says));
    this.says = says;
  }
}

/** A file is larger than is taken. */
export class FileTooLargeError extends FileError {
  override readonly name = "FileTooLargeError";
  readonly code = "HW_FILE_TOO_LARGE";
  /** (bytes) */
  readonly limit: number;

  constructor(name: string, limit: number) {
    super(phrase`${name}: found more than ${limit} bytes, expected at most that`);
    this.limit = limit;
  }
}

/** A file is, by its content, of no kind that is taken. */
export class FileTypeError extends FileError {
  override readonly name = "FileTypeError";
  readonly code = "HW_FILE_TYPE";
}

/** What has come is not the file that was announced. */
export class FileContentError extends FileError {
  override readonly name = "FileContentError";
  readonly code = "HW_FILE_CONTENT";
}

/** No file with that hash is here. */
export class FileMissingError extends FileError {
  override readonly name = "FileMissingError";
  readonly code = "HW_FILE_MISSING";

  constructor(hash: string) {
    super(phrase`found no file with the hash ${hash}, expected one that was stored`);
  }
}

/** A picture cannot be shown: it is broken, too large, or none. The file itself is kept. */
export class ImageError extends FileError {
  override readonly name = "ImageError";
  readonly code = "HW_IMAGE";
}
