/** A scripted crew: it does what it is advised, one thing after the other, and reads the gauges that it is asked to read. */
import type { AdviceEvent } from "@hullwatch/core/engine";
import { type Second, second, squareMetre, toSI } from "@hullwatch/core/quantity";
import { filedHatchStates, filedPositions, hatchOf, type Station } from "@hullwatch/core/station";
import type { Order } from "@hullwatch/core/world";

/** (s) Which a search by ear and eye among several modules is given before it counts as how it ended. */
const listening = 1800;
/** (s) For people to be where they are sent. */
const walk = 60;
/** (s) For which advice from before the last movement is not followed. */
const patience = 120;
/** (s) Between two readings of a dial. */
const dialEvery = 60;
const dialSigma = toSI("pressure", 0.5, "mmHg");

/** How a search ended: what was done last, and where the leak was then held to be. */
export interface Ending {
  readonly time: Second;
  readonly action: "isolate" | "search-module" | "evacuate";
  readonly modules: readonly string[];
}

/** Hatches being moved, one after the other. */
interface Job {
  readonly advice: AdviceEvent;
  readonly to: "open" | "closed";
  readonly hatches: string[];
  /** (s) When the first of them has moved. */
  until: number;
}

export interface Crew {
  readonly station: Station;
  readonly hatches: Map<string, "open" | "closed">;
  readonly positions: Map<string, string>;
  advice: AdviceEvent | null;
  /** The advice that was followed last, and what of it is still to be done. */
  followed: AdviceEvent | null;
  job: Job | null;
  /** (s) When people last came to where they were sent, or a hatch had moved; when a dial was last read. */
  done: number;
  read: number;
  closures: number;
  ending: Ending | null;
}

/** Everybody as the station file has them. */
export const startCrew = (station: Station): Crew => ({
  station,
  hatches: new Map(station.hatches.map(({ id }) => [id, filedHatchStates(station)(id)])),
  positions: new Map(station.crew.map(({ id }) => [id, filedPositions(station)(id)])),
  advice: null,
  followed: null,
  job: null,
  done: Number.NEGATIVE_INFINITY,
  read: Number.NEGATIVE_INFINITY,
  closures: 0,
  ending: null,
});

/** What the crew does at `now` (s); nothing after the end of the search. */
export function act(crew: Crew, now: number): Order[] {
  const { advice, job } = crew;
  if (crew.ending !== null || advice === null || now < crew.done) return [];
  if (job !== null && !overrides(advice, job)) return now < job.until ? [] : moveHatch(crew, job, now);
  crew.job = null;
  // What was said before the last hatch had moved may be about to be said otherwise.
  if (advice !== crew.followed && advice.time < crew.done && now < crew.done + patience) return [];
  if (advice !== crew.followed) return follow(crew, advice, now);
  if (isEnd(advice) && now >= crew.done + (isLong(advice) ? listening : 0)) {
    crew.ending = { time: second(crew.done), action: advice.action, modules: advice.modules };
  }
  return readDials(crew, advice, now);
}

/**
 * Whether new advice is to do something else: then the hatch in hand is let be. To wait is not: it is said while the other hatches of
 * a closure are still being moved.
 */
const overrides = ({ action, hatches }: AdviceEvent, job: Job) =>
  action !== "wait" && !hatches.includes(job.hatches[0]);

const isEnd = (advice: AdviceEvent): advice is AdviceEvent & Pick<Ending, "action"> =>
  advice.action === "isolate" || advice.action === "search-module" || advice.action === "evacuate";

const isLong = ({ action, modules }: AdviceEvent) => action === "search-module" && modules.length > 1;

/** People go where they are sent, and hands are put to the first hatch. */
function follow(crew: Crew, advice: AdviceEvent, now: number): Order[] {
  const { station, hatches, positions } = crew;
  const movers = Object.entries(advice.crew).filter(([who, module]) => positions.get(who) !== module);
  crew.followed = advice;
  crew.done = movers.length > 0 ? now + walk : now;
  const to = advice.action === "open" ? "open" : "closed";
  const left = advice.hatches.filter((hatch) => hatches.get(hatch) !== to);
  if (left.length > 0) crew.job = { advice, to, hatches: left, until: crew.done + timeOf(station, left[0], to) };
  return movers.map(([who, to]) => {
    positions.set(who, to);
    return { kind: "crew", at: second(crew.done), who, to, reported: true };
  });
}

function timeOf(station: Station, id: string, to: Job["to"]): number {
  const { closeTime, openTime } = hatchOf(station, id);
  return to === "open" ? openTime : closeTime;
}

function moveHatch(crew: Crew, { to, hatches }: Job, now: number): Order[] {
  const [hatch, next] = hatches;
  crew.hatches.set(hatch, to);
  if (to === "closed") crew.closures++;
  crew.done = now;
  if (next === undefined) crew.job = null;
  else {
    hatches.shift();
    (crew.job as Job).until = now + timeOf(crew.station, next, to);
  }
  return [{ kind: "hatch", at: second(now), hatch, to, reported: true, leaky: squareMetre(0) }];
}

function readDials(crew: Crew, { observe }: AdviceEvent, now: number): Order[] {
  if (now < crew.read + dialEvery) return [];
  const dials = observe.filter((id) => id.startsWith("gauge:")).map((id) => id.slice("gauge:".length));
  if (dials.length > 0) crew.read = now;
  return dials.map((module) => {
    return { kind: "gauge", at: second(now), module, sigma: dialSigma, every: second(0), until: second(now) };
  });
}
