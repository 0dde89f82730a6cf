/** What the server says of the sky around a station: the answers of docs/risk.md, docs/cause.md and docs/conjunctions.md. */

import type { CauseAnswer, PcAnswer, RiskAnswer, ScreenAnswer } from "@hullwatch/core/cause";
import type { Phrase } from "@hullwatch/core/phrase";
import type { ToldFault } from "../said/index.ts";

export type Risk = RiskAnswer;
export type ModuleRisk = Risk["modules"][number];
export type Accuracy = Risk["accuracy"][number];

export const causes = [
  "debris",
  "meteoroid",
  "drilled",
  "crack",
  "seal",
] as const satisfies (keyof CauseAnswer["priors"])[];
export type Cause = (typeof causes)[number];
/** Of the log it may be of an older version, which had no phrases. */
export type Weighed = Omit<CauseAnswer, "notes_say"> & Partial<Pick<CauseAnswer, "notes_say">>;

export type PcMessage = PcAnswer["messages"][number];
export type Shelter = PcAnswer["shelter"][number];
/** An approach of which there are messages. */
export type Approach = PcAnswer & { readonly id: string };

export interface Elements {
  readonly name: string;
  readonly received: string;
  readonly by: string;
  readonly objects: number;
  readonly faults: readonly ToldFault[];
  readonly fault_count: number;
  readonly state: "screening" | "done" | "failed";
  readonly why: string | null;
  readonly why_says?: Phrase;
  readonly screening: ScreenAnswer | null;
}
/** `GET conjunctions`. */
export interface SkyView {
  readonly now: string;
  readonly norad_id: string | null;
  readonly approaches: readonly Approach[];
  readonly refused: readonly {
    readonly entry: string;
    readonly name: string;
    readonly received: string;
    readonly by: string;
    readonly fault: string;
    /** None of what an older server has refused. */
    readonly faults: readonly ToldFault[] | null;
  }[];
  readonly elements: Elements | null;
}
