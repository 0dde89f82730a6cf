/** A closure as a test: how long each of its parts is watched, and whether people may be behind those hatches so long. */
import { toSI } from "../quantity/index.ts";
import type { Layout } from "./layout.ts";
import type { Part, PartOf } from "./part.ts";
import type { Situation } from "./situation.ts";
import type { Gate, Task } from "./task.ts";
import { noiseOf, watchingOf } from "./watching.ts";

export interface Trial {
  /** Of the part that is searched. */
  readonly parts: readonly Part[];
  /** (s) Until it is told that the leak is in that part; 0 for a part that cannot hold it. */
  readonly watched: readonly number[];
  /** What may hold it and is left for good, the pressure across its hatch being too large to open it again. */
  readonly stuck: readonly boolean[];
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
  return (tasks, outer, closing) => {
    const all = tasks.map(({ part, gate }) => {
      const joined = gate !== null;
      const shared = joined ? partOf(part.mask | outer!.home) : part;
      const read = shared.precision > 0 || !shared.peopled || layout.anyone ? shared.precision : byHand;
      return { part, joined, rate: leak / shared.volume, noise: noiseOf(read), shared };
    });
    const possible = all.filter(({ part }) => part.p > 0);
    if (possible.length < 2) return null;
    if (!layout.anyone) {
      for (const { rate, shared } of possible) {
        if (!shared.peopled) continue;
        if (rate * slowest > mayLose) return null;
        if (rate * (closing + slowest) > shared.pressure - station.limits.reservePressure) return null;
      }
    }
    const times = watching(possible);
    const longest = Math.max(...times);
    if (longest === Number.POSITIVE_INFINITY) return null;
    if (!layout.anyone) {
      for (const [i, { rate, shared }] of possible.entries()) {
        if (!shared.peopled) continue;
        if (rate * (times[i] + slowest) > mayLose) return null;
        if (rate * (closing + longest + slowest) > shared.pressure - station.limits.reservePressure) return null;
      }
    }
    const whole = leak / all.reduce((sum, { shared }) => sum + shared.volume, 0);
    const watched = all.map((each) => (each.part.p > 0 ? times[possible.indexOf(each)] : 0));
    const stuck = all.map(({ part, joined, rate }, i) => {
      if (part.p === 0 || joined || part.peopled || part.places < 2) return false;
      return rate * (closing + watched[i]) > openBelow || (halfMillimetre && watched[i] * whole > oneMillimetre / 2);
    });
    return { parts: tasks.map(({ part }) => part), watched, stuck };
  };
}
