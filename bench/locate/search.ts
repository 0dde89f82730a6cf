/** One leak somewhere aboard, simulated from before it opens to the end of the search by a crew that follows the advice. */
import { playDrill, type Said } from "../../packages/cli/src/drill/index.ts";
import { leakOf, type SearchJob } from "./leak.ts";
import { safetyOf } from "./safety.ts";

export interface SearchResult {
  readonly module: string;
  readonly told: boolean;
  /** What the search ended in; null where it did not end. */
  readonly action: string | null;
  readonly modules: readonly string[];
  /** Modules that could leak. */
  readonly joined: number;
  /** From the alarm until what leaks is shut off or, where it stays joined, until that is said. */
  readonly minutes: number;
  /** From the alarm until the last hatch has moved, those with it that join again what is sound. */
  readonly untilJoined: number;
  readonly closures: number;
  /** Moments at which a hatch stood between somebody and their seat. */
  readonly violations: number;
}

/** (h) After the leak opens: for the slow ones to be told of, and searched to the end. */
const after = (rate: number) => (rate < 0.5 ? 120 : 24);

export function search(job: SearchJob): SearchResult {
  const { station, joined, module, scenario } = leakOf(job, after(job.rate));
  const safety = safetyOf(station);
  // When the last word began that nothing is to be tested any more.
  let last = Number.NaN;
  const watch = (said: Said) => {
    if ("order" in said) safety.take(said.order);
    else if (said.event.type === "advice") {
      const { action, time } = said.event;
      if (action === "close" || action === "wait") last = Number.NaN;
      else if (Number.isNaN(last)) last = time;
    }
  };
  const { raised, ending, closures } = playDrill(scenario, station, job.seed, watch);
  const since = (time: number) => (raised === null || ending === null ? Number.NaN : (time - raised) / 60);
  return {
    module,
    told: raised !== null,
    action: ending?.action ?? null,
    modules: ending?.modules ?? [],
    joined: joined.length,
    minutes: since(ending?.action === "isolate" ? ending.time : last),
    untilJoined: since(ending?.time ?? Number.NaN),
    closures,
    violations: safety.violations,
  };
}
