import type { Nuisance } from "../nuisance.ts";
import type { History } from "./history.ts";

export interface Histories {
  /** (mmHg) Compensated, as every peer but the raw slope sees it; newest value included. */
  readonly y: History;
  readonly raw: History;
}

/** One detector with one setting. It gives a statistic; whoever calibrates it sets the threshold. */
export interface Peer {
  readonly family: Family;
  readonly setting: string;
  /** Of the newest sample: the more, the more it looks like a leak. */
  readonly value: number;
  take(air: Nuisance, histories: Histories): void;
  copy(): Peer;
}

export type Family = "fixed dP/dt" | "moving least squares" | "Page-Hinkley" | "CUSUM on differences" | "ADWIN";

export const silent = Number.NEGATIVE_INFINITY;

/** (s) In words. */
export const lasting = (s: number) =>
  s < 120 ? `${s.toFixed(0)} s` : s < 7200 ? `${(s / 60).toFixed(0)} min` : `${(s / 3600).toFixed(1)} h`;
