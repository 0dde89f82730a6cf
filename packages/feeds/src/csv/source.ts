import { closeSync, openSync, readSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { createGunzip } from "node:zlib";

/** Bytes in pieces, as files, standard input and sockets give them. */
export type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** (bytes) */
const pieceLength = 1 << 15;
const standardInput = 0;
/** (ms) */
const askedAgain = 2;

/** The bytes of a recording cannot be had, or not to their end. */
export class SourceError extends Error {
  override readonly name = "SourceError";
  readonly code = "HW_SOURCE";
  readonly file: string;

  constructor(file: string, found: string, expected: string, cause: unknown) {
    super(`${file}: found ${found}, expected ${expected}`, { cause });
    this.file = file;
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "no such file",
  EISDIR: "a directory",
  EACCES: "no permission to read it",
  EPERM: "no permission to read it",
};

const codeOf = (cause: unknown) => (cause instanceof Error && "code" in cause ? String(cause.code) : "");
const reasonOf = (cause: unknown) => reasons[codeOf(cause)] ?? (cause instanceof Error ? cause.message : String(cause));

/**
 * The bytes of a file, or of standard input where `path` is `-`; a piece holds until the next one is asked for. Throws
 * `SourceError` where there are none to be had.
 */
export async function* openSource(path: string): AsyncGenerator<Uint8Array> {
  try {
    if (path !== "-") yield* piecesOf(path);
    else yield* piecesOfInput();
  } catch (error) {
    const file = path === "-" ? "standard input" : path;
    throw new SourceError(file, reasonOf(error), "a recording that can be read", error);
  }
}

function* piecesOf(path: string): Generator<Uint8Array> {
  const file = openSync(path, "r");
  try {
    yield* piecesFrom(file);
  } finally {
    closeSync(file);
  }
}

/** Standard input, which somebody may have set not to be waited for: then it is asked again. */
async function* piecesOfInput(): AsyncGenerator<Uint8Array> {
  for (;;) {
    try {
      return yield* piecesFrom(standardInput);
    } catch (error) {
      if (codeOf(error) !== "EAGAIN") throw error;
    }
    await sleep(askedAgain);
  }
}

/**
 * One buffer is read into again and again: a stream takes a new one each time, which costs a tenth of a whole replay, and up to
 * 100 MB, since they lie outside the heap and wait for a full collection.
 */
function* piecesFrom(file: number): Generator<Uint8Array> {
  const buffer = Buffer.allocUnsafe(pieceLength);
  for (let length = readSync(file, buffer); length > 0; length = readSync(file, buffer)) {
    yield buffer.subarray(0, length);
  }
}

/**
 * The chunks as they are, or unpacked where the first two bytes are gzip's (RFC 1952), whatever `file` is named. Throws
 * `SourceError` for an archive that breaks off or is damaged, once everything before is given.
 */
export async function* unpacked(chunks: Chunks, file: string): AsyncGenerator<Uint8Array> {
  let head: Uint8Array = new Uint8Array(0);
  const iterator = Symbol.asyncIterator in chunks ? chunks[Symbol.asyncIterator]() : chunks[Symbol.iterator]();
  while (head.length < 2) {
    const { done, value } = await iterator.next();
    if (done) break;
    head = value.length > 1 && head.length === 0 ? value : Buffer.concat([head, value]);
  }
  const rest = replay(head, iterator);
  yield* head[0] === 0x1f && head[1] === 0x8b ? gunzip(rest, file) : rest;
}

async function* replay(head: Uint8Array, iterator: AsyncIterator<Uint8Array> | Iterator<Uint8Array>) {
  try {
    yield head;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  } finally {
    await iterator.return?.();
  }
}

/**
 * Unpacks, and gives everything that could be unpacked before it throws for an archive that breaks off: a stream in a
 * pipeline would throw its last output away with itself. Each piece is written alone and awaited for that reason.
 */
async function* gunzip(chunks: AsyncIterable<Uint8Array>, file: string): AsyncGenerator<Uint8Array> {
  const zip = createGunzip({ chunkSize: 1 << 17 });
  let ready: Uint8Array[] = [];
  let failure: Error | null = null;
  zip.on("data", (data: Uint8Array) => ready.push(data));
  const closed = new Promise<void>((resolve) => {
    zip.on("error", (error) => {
      failure = error;
      resolve();
    });
    zip.on("end", resolve);
  });
  function* drain() {
    const out = ready;
    ready = [];
    yield* out;
  }
  try {
    for await (const chunk of chunks) {
      await Promise.race([closed, new Promise((resolve) => zip.write(chunk, resolve))]);
      yield* drain();
      if (failure !== null) break;
    }
    if (failure === null) {
      zip.end();
      await closed;
    }
    yield* drain();
    if (failure !== null) throw archiveFault(file, failure);
  } finally {
    zip.destroy();
  }
}

function archiveFault(file: string, failure: Error): SourceError {
  const found =
    codeOf(failure) === "Z_BUF_ERROR" ? "an archive that breaks off" : `a damaged archive (${failure.message})`;
  return new SourceError(file, found, "a whole gzip file", failure);
}
