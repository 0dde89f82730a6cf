import { open } from "node:fs/promises";
import { phrase } from "@hullwatch/core/phrase";
import { fileTypeFromFile } from "file-type";
import { FileTypeError } from "./errors.ts";

/** What may be put into the log: pictures, films, sound, documents, recordings. Nothing that a browser would run. */
const taken = new Set([
  "image/jpeg",
  "image/png",
  "image/webp",
  "image/gif",
  "image/tiff",
  "image/avif",
  "image/heic",
  "video/mp4",
  "video/quicktime",
  "video/webm",
  "audio/mpeg",
  "audio/wav",
  "audio/ogg",
  "application/pdf",
  "application/gzip",
  "application/zip",
]);

/** Control characters that no text holds: all but tab, line feed, form feed and carriage return. */
const isBinary = (text: string) => /(?![\t\n\f\r])\p{Cc}/u.test(text);

/**
 * The media type of a file by what is in it, whatever its name says. Text of every kind, HTML and XML among it, is
 * `text/plain`. Throws `FileTypeError` for what is not taken.
 */
export async function typeOfFile(path: string, name: string): Promise<string> {
  const type = (await fileTypeFromFile(path))?.mime;
  if (type !== undefined && taken.has(type)) return type;
  if ((type === undefined || type === "application/xml") && (await isText(path))) return "text/plain";
  const found = type ?? phrase`content that is no text`;
  throw new FileTypeError(phrase`${name}: found ${found}, expected text or one of ${[...taken].join(", ")}`);
}

async function isText(path: string): Promise<boolean> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const file = await open(path);
  try {
    for await (const chunk of file.createReadStream()) {
      if (isBinary(decoder.decode(chunk as Uint8Array, { stream: true }))) return false;
    }
    decoder.decode();
    return true;
  } catch (error) {
    // What the decoder throws where the bytes are not UTF-8.
    if (error instanceof TypeError) return false;
    throw error;
  } finally {
    await file.close();
  }
}
