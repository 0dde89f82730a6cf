import type { AlarmEvent, EstimateEvent, HullwatchEvent, LocationEvent, TrendEvent } from "@hullwatch/core/engine";

/** What a replay came to: what is still true at the end of it. */
export interface Outcome {
  alarms: number;
  /** By id, raised and not cleared. */
  readonly open: Map<string, AlarmEvent>;
  /** Leak alarms that were raised, open or not. */
  leaks: number;
  estimate: EstimateEvent | null;
  /** Where the leak is, as told last. */
  location: LocationEvent | null;
  /** Those told last, all at one time: one a joined volume. */
  trends: TrendEvent[];
}

export const startOutcome = (): Outcome => ({
  alarms: 0,
  open: new Map(),
  leaks: 0,
  estimate: null,
  location: null,
  trends: [],
});

/** Takes one event into account. */
export function noteEvent(outcome: Outcome, event: HullwatchEvent) {
  if (event.type === "trend") outcome.trends = [...outcome.trends.filter((trend) => trend.time === event.time), event];
  else if (event.type === "estimate") outcome.estimate = event;
  else if (event.type === "location") outcome.location = event;
  else if (event.type !== "alarm") return;
  else if (event.state === "cleared") outcome.open.delete(event.id);
  else {
    outcome.alarms++;
    if (event.kind === "leak") outcome.leaks++;
    outcome.open.set(event.id, event);
  }
}
