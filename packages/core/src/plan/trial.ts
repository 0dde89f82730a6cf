/** A closure as a test: how long each of its parts is watched, and whether people may be behind those hatches so long. */
import { toSI } from "../quantity/index.ts";
import type { Layout } from "./layout.ts";
import { lifeIn } from "./living.ts";
import type { Part, PartOf } from "./part.ts";
import type { Situation } from "./situation.ts";
import type { Task } from "./task.ts";
import { noiseOf, type Ready, watchingOf } from "./watching.ts";

export interface Trial {
  /** Of the part that is searched. */
  readonly parts: readonly Part[];
  /** (s) Until it is told that the leak is in that part; 0 for a part that cannot hold it. */
  readonly watched: readonly number[];
  /** What may hold it and is left for good, the pressure across its hatch being too large to open it again. */
  readonly stuck: readonly boolean[];
}

/** A part as its gauges see it: with all that its air is joined to. */
export interface Side extends Ready {
  readonly part: Part;
  /** To healthy modules beyond a gate. */
  readonly joined: boolean;
  readonly shared: Part;
  /** (s) No test of two parts tells it sooner, unless the other is quicker to tell; then of three and more, where asked for. */
  soonest: readonly number[];
  /** The air of those in it may be tested at all, and for as long as it is watched at least. */
  readonly lastsAtAll: boolean;
  readonly lastsTest: boolean;
}

/** Null where the closure is forbidden. `closing` (s): to shut its hatches. */
export type TryClosure = (sides: readonly Side[], closing: number) => Trial | null;

/** (s) To open any of the hatches that may have been shut, to bring people together again. */
const slowestOf = ({ edges }: Layout) => Math.max(0, ...edges.map(({ slowOpen }) => slowOpen));

/** How a part is seen in a test, and how soon (s) a test of so many parts may tell it. */
export function sidesOf(situation: Situation, layout: Layout, partOf: PartOf) {
  const { settings, leak } = situation;
  const { mayLose, handGauge } = settings;
  const lifeOf = lifeIn(situation, layout);
  const { soonest, ready } = watchingOf(settings);
  const byHand = handGauge === null ? 0 : 1 / (handGauge.sigma ** 2 * handGauge.period);
  const sideOf = ({ part, gate }: Task): Side => {
    const shared = gate === null ? part : partOf(part.mask | gate.home);
    const read = shared.precision > 0 || !shared.peopled || layout.anyone ? shared.precision : byHand;
    const watched = ready({ rate: leak / shared.volume, noise: noiseOf(read), ...lifeOf(shared.mask) });
    const first = soonest(watched, 2);
    const lasts = (time: number) => !shared.peopled || layout.anyone || watched.rate * time <= mayLose;
    return {
      ...watched,
      part,
      joined: gate !== null,
      shared,
      soonest: [first],
      lastsAtAll: lasts(0),
      lastsTest: first < Number.POSITIVE_INFINITY && lasts(first),
    };
  };
  const soonestOf = (side: Side, parts: number) => {
    while (side.soonest.length < parts - 1) side.soonest = side.soonest.concat(soonest(side, side.soonest.length + 2));
    return side.soonest[parts - 2];
  };
  return { sideOf, soonestOf };
}

export function trialOf({ settings, leak, station }: Situation, layout: Layout): TryClosure {
  const { mayLose, openBelow, halfMillimetre } = settings;
  const { watch } = watchingOf(settings);
  const oneMillimetre = toSI("pressure", 1, "mmHg");
  const slowest = slowestOf(layout);

  /** The air with people in it lasts the test, and `again`. `watched`: of this side; `longest`: of all. */
  function lasts({ rate, shared }: Side, closing: number, again: number, watched: number, longest: number): boolean {
    if (!shared.peopled || layout.anyone) return true;
    const spare = shared.pressure - station.limits.reservePressure;
    return rate * (watched + again) <= mayLose && rate * (closing + longest + again) <= spare;
  }

  /** It would have to be opened again and cannot: the pressure across its hatch is too large, or it was shut too long. */
  function isStuck({ part, joined, rate }: Side, closing: number, watched: number, whole: number): boolean {
    if (part.p === 0 || joined || part.peopled || part.places < 2) return false;
    return rate * (closing + watched) > openBelow || (halfMillimetre && watched * whole > oneMillimetre / 2);
  }

  return (sides, closing) => {
    const possible = sides.filter(({ part }) => part.p > 0);
    // What holds no people need not be opened again for them.
    const again = sides.filter(({ shared }) => shared.peopled && !layout.anyone).length > 1 ? slowest : 0;
    if (possible.length < 2 || !possible.every((side) => lasts(side, closing, again, 0, 0))) return null;
    const times = watch(possible);
    const longest = Math.max(...times);
    if (longest === Number.POSITIVE_INFINITY) return null;
    if (!possible.every((side, i) => lasts(side, closing, again, times[i], longest))) return null;
    const whole = leak / sides.reduce((sum, { shared }) => sum + shared.volume, 0);
    const watched = sides.map((side) => (side.part.p > 0 ? times[possible.indexOf(side)] : 0));
    const stuck = sides.map((side, i) => isStuck(side, closing, watched[i], whole));
    return { parts: sides.map(({ part }) => part), watched, stuck };
  };
}
