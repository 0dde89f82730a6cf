/** What is said between the server and the threads in which engines run. */
import type { Row } from "@hullwatch/archive";
import type { WireEvent } from "../records/index.ts";

export type Order =
  /** Begins an engine, or goes on from a snapshot. */
  | { readonly kind: "open"; readonly station: string; readonly file: string; readonly snapshot: string | null }
  | { readonly kind: "fold"; readonly station: string; readonly rows: readonly Row[] }
  | { readonly kind: "snapshot"; readonly station: string }
  /** Ends an engine. */
  | { readonly kind: "close"; readonly station: string };

export interface Folded {
  /** What was not told before the answer. */
  readonly events: readonly WireEvent[];
  /** What the engine could not take, in words; null where all went well. */
  readonly fault: string | null;
}
