import { phrase, refusalOf, verbatim } from "@hullwatch/core/phrase";
import { CanonicalError, canonical, sha256Of } from "../chain/index.ts";
import { type Body, type Draft, DraftError, draftFaults, toUtc } from "../entry/index.ts";
import type { Files } from "../files/index.ts";
import { largestEntry } from "./limits.ts";

/** The draft as plain JSON, with its time in UTC. Throws `DraftError`. */
export function soundDraft(draft: Draft): Draft {
  const faults = draftFaults(draft);
  if (faults.length > 0) throw new DraftError(faults);
  if (draft.kind === "procedure-published" && draft.body.hash !== sha256Of(draft.body.text)) {
    throw new DraftError([refusalOf("body.hash", verbatim(draft.body.hash), phrase`the SHA-256 of its text`)]);
  }
  const text = canonicalDraft(draft);
  if (text.length > largestEntry) {
    throw new DraftError([refusalOf("", phrase`${text.length} characters`, phrase`at most ${largestEntry}`)]);
  }
  return JSON.parse(text) as Draft;
}

function canonicalDraft(draft: Draft): string {
  const { time } = draft;
  try {
    return canonical(time === undefined ? draft : { ...draft, time: utcOf(time) });
  } catch (error) {
    if (!(error instanceof CanonicalError)) throw error;
    const [, found, expected] = /^found (.*), expected (.*)$/.exec(error.message) ?? ["", error.message, "JSON"];
    throw new DraftError([refusalOf("", verbatim(found), verbatim(expected))]);
  }
}

function utcOf(time: string): string {
  const utc = toUtc(time);
  if (Number.isNaN(Date.parse(utc))) {
    throw new DraftError([refusalOf("time", phrase`"${time}"`, phrase`a time in ISO 8601 with a zone`)]);
  }
  return utc;
}

/** Throws `DraftError` where an entry speaks of a file that is not there, or is not what it says. */
export async function checkFile({ sha256, bytes, type }: Body<"file">, files: Files): Promise<void> {
  if (!(await files.has(sha256))) {
    throw new DraftError([refusalOf("body.sha256", verbatim(sha256), phrase`the hash of a file that was stored`)]);
  }
  const found = await files.describe(sha256);
  if (found.bytes !== bytes) {
    throw new DraftError([refusalOf("body.bytes", verbatim(bytes), phrase`${found.bytes}, the size of the file`)]);
  }
  if (found.type !== type) {
    throw new DraftError([refusalOf("body.type", verbatim(type), phrase`${found.type}, the type of its content`)]);
  }
}
