/** A closure as a test: how long each of its parts is watched, and whether people may be behind those hatches so long. */
import { toSI } from "../quantity/index.ts";
import type { Layout } from "./layout.ts";
import type { Part, PartOf } from "./part.ts";
import type { Situation } from "./situation.ts";
import type { Gate, Task } from "./task.ts";
import { noiseOf, type Watched, watchingOf } from "./watching.ts";

export interface Trial {
  /** Of the part that is searched. */
  readonly parts: readonly Part[];
  /** (s) Until it is told that the leak is in that part; 0 for a part that cannot hold it. */
  readonly watched: readonly number[];
  /** What may hold it and is left for good, the pressure across its hatch being too large to open it again. */
  readonly stuck: readonly boolean[];
}

/** A part as its gauges see it: with all that its air is joined to. */
interface Side extends Watched {
  readonly part: Part;
  /** To healthy modules beyond a gate. */
  readonly joined: boolean;
  readonly shared: Part;
}

/** Null where the closure is forbidden. `closing` (s): to shut its hatches. */
export type TryClosure = (tasks: readonly Task[], gate: Gate | null, closing: number) => Trial | null;

export function trialOf(situation: Situation, layout: Layout, partOf: PartOf): TryClosure {
  const { settings, leak, station } = situation;
  const { mayLose, openBelow, halfMillimetre, handGauge } = settings;
  const watching = watchingOf(settings);
  const oneMillimetre = toSI("pressure", 1, "mmHg");
  const byHand = handGauge === null ? 0 : 1 / (handGauge.sigma ** 2 * handGauge.period);
  const slowest = Math.max(0, ...layout.edges.map(({ slowOpen }) => slowOpen));

  function sideOf({ part, gate }: Task, outer: Gate | null): Side {
    const joined = gate !== null;
    const shared = joined ? partOf(part.mask | outer!.home) : part;
    const read = shared.precision > 0 || !shared.peopled || layout.anyone ? shared.precision : byHand;
    return { part, joined, rate: leak / shared.volume, noise: noiseOf(read), shared };
  }

  /** The air with people in it lasts until its hatch is open again. `watched`: of this side; `longest`: of all. */
  function lasts({ rate, shared }: Side, closing: number, watched: number, longest: number): boolean {
    if (!shared.peopled || layout.anyone) return true;
    const spare = shared.pressure - station.limits.reservePressure;
    return rate * (watched + slowest) <= mayLose && rate * (closing + longest + slowest) <= spare;
  }

  /** It would have to be opened again and cannot: the pressure across its hatch is too large, or it was shut too long. */
  function isStuck({ part, joined, rate }: Side, closing: number, watched: number, whole: number): boolean {
    if (part.p === 0 || joined || part.peopled || part.places < 2) return false;
    return rate * (closing + watched) > openBelow || (halfMillimetre && watched * whole > oneMillimetre / 2);
  }

  return (tasks, outer, closing) => {
    const sides = tasks.map((task) => sideOf(task, outer));
    const possible = sides.filter(({ part }) => part.p > 0);
    if (possible.length < 2 || !possible.every((side) => lasts(side, closing, 0, 0))) return null;
    const times = watching(possible);
    const longest = Math.max(...times);
    if (longest === Number.POSITIVE_INFINITY) return null;
    if (!possible.every((side, i) => lasts(side, closing, times[i], longest))) return null;
    const whole = leak / sides.reduce((sum, { shared }) => sum + shared.volume, 0);
    const watched = sides.map((side) => (side.part.p > 0 ? times[possible.indexOf(side)] : 0));
    const stuck = sides.map((side, i) => isStuck(side, closing, watched[i], whole));
    return { parts: tasks.map(({ part }) => part), watched, stuck };
  };
}
