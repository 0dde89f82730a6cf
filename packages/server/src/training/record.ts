/** What is kept of a training: enough for its debrief and its file, also after the server has ended. */
import type { Injection, StateTruth } from "@hullwatch/core/world";
import type { Records } from "../records/index.ts";

export type TrainingState = "starting" | "running" | "paused" | "ended";

/** What was injected, by whom. */
export interface Injected extends Pick<Injection, "number" | "piece"> {
  /** ISO 8601, in the time of the training. */
  readonly time: string;
  readonly by: string;
}

/** A leak as it really was; times are ISO 8601 in the time of the training. */
export interface LeakRecord {
  readonly id: string;
  readonly module: string;
  /** (mm2) Effective, at its beginning. */
  readonly area_mm2: number;
  readonly from: string;
  /** Null while it has not ended. */
  readonly until: string | null;
  readonly patches: readonly { readonly from: string; readonly left: number }[];
}

export interface TrainingRecord {
  /** The station's: `training-3-iss`. */
  readonly id: string;
  readonly number: number;
  /** The real station. */
  readonly ground: string;
  readonly title: string;
  readonly scenario: string;
  readonly seed: number;
  /** Who began it. */
  readonly by: string;
  /** (ms) By the machine's clock. */
  readonly begun: number;
  /** ISO 8601, in the time of the training: when people came to it, and how far it has been played. */
  readonly from: string;
  now: string;
  speed: number;
  state: TrainingState;
  /** Not its instructor has ended it: the server ended, and it could not be gone on with. */
  broken_off?: boolean;
  injected: readonly Injected[];
  leaks: readonly LeakRecord[];
  /** What really was, every ten minutes. */
  truths: readonly StateTruth[];
  /** The scenario file of what was played. */
  text: string;
}

export class TrainingRecords {
  readonly #records: Records;

  constructor(records: Records) {
    this.#records = records;
  }

  /** In order of their numbers. */
  all(): readonly TrainingRecord[] {
    const rows = this.#records.db.prepare("SELECT body FROM training ORDER BY number").all();
    return rows.map(({ body }) => JSON.parse(String(body)) as TrainingRecord);
  }

  save(record: TrainingRecord): void {
    this.#records.db
      .prepare("INSERT INTO training VALUES (?, ?) ON CONFLICT (number) DO UPDATE SET body = excluded.body")
      .run(record.number, JSON.stringify(record));
  }
}
