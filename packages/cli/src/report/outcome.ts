import type {
  AlarmEvent,
  CheckEvent,
  EstimateEvent,
  HullwatchEvent,
  LocationEvent,
  RepairEvent,
  TrendEvent,
} from "@hullwatch/core/engine";

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
  /** The last leak check of each volume that was checked; none of one that has since been checked as part of another. */
  checks: CheckEvent[];
  /** By id: what was last told of a hole. */
  readonly holes: Map<string, RepairEvent>;
}

export const startOutcome = (): Outcome => ({
  alarms: 0,
  open: new Map(),
  leaks: 0,
  estimate: null,
  location: null,
  trends: [],
  checks: [],
  holes: new Map(),
});

/** Takes one event into account. */
export function noteEvent(outcome: Outcome, event: HullwatchEvent) {
  if (event.type === "trend") outcome.trends = [...outcome.trends.filter((trend) => trend.time === event.time), event];
  else if (event.type === "estimate") outcome.estimate = event;
  else if (event.type === "location") outcome.location = event;
  else if (event.type === "repair") outcome.holes.set(event.hole, event);
  else if (event.type === "check") {
    const others = outcome.checks.filter((c) => !c.modules.some((m) => event.modules.includes(m)));
    outcome.checks = [...others, event];
  } else if (event.type !== "alarm") return;
  else if (event.state === "cleared") outcome.open.delete(event.id);
  else {
    outcome.alarms++;
    if (event.kind === "leak") outcome.leaks++;
    outcome.open.set(event.id, event);
  }
}
