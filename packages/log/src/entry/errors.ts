import type { Refusal } from "@hullwatch/core/phrase";
/** One thing wrong with what somebody wants to write, and where: `body.severity`; empty for the whole. */
export type DraftFault = Refusal;

/** What was to be written is not what its kind wants. One line a fault. */
export class DraftError extends Error {
  override readonly name = "DraftError";
  readonly code = "HW_LOG_DRAFT";
  readonly faults: readonly DraftFault[];

  constructor(faults: readonly DraftFault[]) {
    super(
      faults.map(({ path, found, expected }) => `${path || "entry"}: found ${found}, expected ${expected}`).join("\n"),
    );
    this.faults = faults;
  }
}

/** The author has used this key for something else. */
export class KeyReusedError extends Error {
  override readonly name = "KeyReusedError";
  readonly code = "HW_LOG_KEY_REUSED";
  readonly key: string;
  /** What was written with it. */
  readonly entry: string;

  constructor(key: string, entry: string) {
    super(`key: found "${key}", which its author used for ${entry} with other content, expected a new one`);
    this.key = key;
    this.entry = entry;
  }
}

/** What is to be corrected cannot be. */
export class CorrectionError extends Error {
  override readonly name = "CorrectionError";
  readonly code = "HW_LOG_CORRECTION";
}
