/** What is said of texts that somebody gave, and of what comes near a station. */
import type { Fault } from "@hullwatch/core/document";
import type { answerOf } from "./approach.ts";
import type { Refused } from "./known.ts";
import type { Elements } from "./screenings.ts";

/** What was made of a text that somebody gave. */
export type Given =
  | { readonly kind: "message"; readonly entry: string; readonly approach: string | null }
  | {
      readonly kind: "elements";
      readonly objects: number;
      readonly faults: readonly Fault[];
      readonly fault_count: number;
    };

export interface SkyView {
  readonly now: string;
  readonly norad_id: string | null;
  readonly approaches: readonly (ReturnType<typeof answerOf> & { readonly id: string })[];
  readonly refused: readonly Refused[];
  readonly elements: Elements | null;
}
