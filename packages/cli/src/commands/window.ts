import type { Input } from "@hullwatch/core/engine";
import type { Second } from "@hullwatch/core/quantity";
import type { Station } from "@hullwatch/core/station";
import type { Moment } from "../shell/index.ts";

/** The part of a recording that is asked for, and what has been seen of it. */
export interface Window {
  samples: number;
  /** Of them, and of those taken by hand: pressures, missing ones not counted. */
  pressures: number;
  /** Whether an input is to be used. */
  takes(input: Input): boolean;
  /** Whether nothing that is to be used can follow a batch: all of it is later than rows may be late. */
  isPast(batch: readonly Input[]): boolean;
}

/** Up to `until`, counted from the first input, where rows of a station may come `lateness` (s) late. */
export function windowUntil(station: Station, until: Moment | undefined, lateness: Second): Window {
  const gauges = new Set(station.sensors.filter((s) => s.quantity === "pressure").map((s) => s.id));
  const isPressure = (input: Input) =>
    input.type === "gauge" || (input.type === "sample" && gauges.has(input.sensor) && !Number.isNaN(input.value));
  /** (UNIX s) NaN before the first input where it is counted from that. */
  let end = until === undefined ? Number.POSITIVE_INFINITY : Number.NaN;
  return {
    samples: 0,
    pressures: 0,
    takes(input) {
      if (Number.isNaN(end)) end = until!(input.time);
      if (input.time > end) return false;
      if (input.type === "sample") this.samples++;
      if (isPressure(input)) this.pressures++;
      return true;
    },
    isPast: (batch) => batch.length > 0 && batch.every(({ time }) => time > end + lateness),
  };
}
