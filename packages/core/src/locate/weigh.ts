/** What an epoch says of each module: likelihoods of a leak there, over that of a station whose gauges show no leak at all. */
import { chances, leftByPatch, sharesOfTwo } from "./assumptions.ts";
import type { Epoch } from "./epoch.ts";
import { type Flow, logMean, logSum, type Weighed } from "./normal.ts";
import type { Shape } from "./shape.ts";

/** How it could be, if the leak is in a module: ln of chance times likelihood. */
interface Way {
  /** `part`: all is as told; `hatch`: one is not as told; `two`: a second leak in another part; `paused`. */
  readonly kind: "part" | "hatch" | "two" | "paused";
  readonly log: number;
  /** The hatch, and the chance (-) that it is not as told before its pressures are looked at. */
  readonly hatch?: string;
  readonly chance?: number;
  /** The other part that leaks. */
  readonly other?: number;
}

/** The ways of one module, and the part in which it is. */
export interface Told {
  readonly part: number;
  readonly ways: readonly Way[];
}

/** What is known of each module from before the epoch: ln of its weight. */
export type Weights = readonly number[];

/** How hatches are looked upon. */
export interface Stance {
  /** (-) So many times as apt not to be tight as assumed, up to even odds. */
  readonly sceptic?: number;
  /** One of these is not as told, and so they tell nothing of the side: what each shows is as likely with the leak on either. */
  readonly neutral?: readonly string[];
}

/** The ways of every module, in the order of the station file. */
export function weighEpoch(epoch: Epoch, modules: readonly string[], before: Weights, stance: Stance): Told[] {
  const { parts, flows, flowOf } = epoch;
  const partOf = modules.map((m) => parts.findIndex((p) => p.modules.includes(m)));
  const weightOf = parts.map((_, i) => logSum(before.filter((_, m) => partOf[m] === i)));
  const all = logSum(weightOf);
  const views = flows.map((flow) => viewOf(epoch, flow, stance));
  const twos = views.map(({ two }) =>
    parts.map((_, i) =>
      parts.flatMap((_, j): Way[] => (i === j ? [] : [{ kind: "two", other: j, log: weightOf[j] - all + two(i, j) }])),
    ),
  );
  return modules.map((module, m) => {
    const part = partOf[m];
    const { whole, left, doubts } = views[flowOf[m]];
    const own = doubts.filter(({ sides }) => sides[m] > 0);
    const rest = 1 - chances.two - chances.paused - own.reduce((s, d) => s + d.chance, 0);
    return {
      part,
      ways: [
        { kind: "part", log: Math.log(Math.max(rest, 0.01)) + (epoch.patched.includes(module) ? left : whole)[part] },
        { kind: "paused", log: Math.log(chances.paused) },
        ...own.map(
          ({ hatch, chance, sides, logs }): Way => ({ kind: "hatch", hatch, chance, log: logs[sides[m] - 1] }),
        ),
        ...twos[flowOf[m]][part],
      ],
    };
  });
}

/** What an epoch says if the leak takes a certain flow: of a leak in each part, patched or not, in two parts, and of each hatch. */
interface View {
  readonly whole: readonly number[];
  readonly left: readonly number[];
  readonly two: (one: number, other: number) => number;
  readonly doubts: readonly Doubt[];
}

function viewOf(epoch: Epoch, flow: Flow, stance: Stance): View {
  const tight = epoch.parts.map((_, i) => epoch.shapes[i]);
  const patched = (w: Weighed) =>
    logSum(leftByPatch.map((x) => logMean(scaled(w, x), flow))) - Math.log(leftByPatch.length);
  return {
    whole: tight.map((w) => logMean(w, flow)),
    left: epoch.patched.length === 0 ? [] : tight.map(patched),
    two: (one, other) => Math.log(chances.two) + ofTwo(tight[one], tight[other], flow),
    doubts: doubtsIn(epoch, flow, stance),
  };
}

const scaled = ({ L, Q }: Weighed, x: number): Weighed => ({ L: x * L, Q: x * x * Q });

/** Two leaks that share the flow, in any proportion. */
function ofTwo(a: Weighed, b: Weighed, flow: Flow): number {
  const logs = sharesOfTwo.map((x) => {
    const [first, second] = [scaled(a, x), scaled(b, 1 - x)];
    return logMean({ L: first.L + second.L, Q: first.Q + second.Q }, flow);
  });
  return logSum(logs) - Math.log(logs.length);
}

interface Doubt {
  readonly hatch: string;
  readonly chance: number;
  /** By module: 1 or 2 as it is on one side or the other, 0 elsewhere. */
  readonly sides: Float64Array;
  /** ln of chance times likelihood, with the leak on each side. */
  readonly logs: readonly [number, number];
}

/** Each hatch not as told, with the leak on either side of it. */
function doubtsIn(epoch: Epoch, flow: Flow, { sceptic = 1, neutral = [] }: Stance): Doubt[] {
  const byHatch = Map.groupBy(
    epoch.shapes.filter((s) => s.kind !== "part"),
    (s) => s.hatch,
  );
  const open = [...byHatch.values()].filter(([s]) => s.kind === "shut").length;
  return [...byHatch].map(([hatch, shapes]) => {
    const [{ kind, sides }] = shapes;
    const chance =
      kind === "leaky"
        ? Math.max(epoch.doubts[hatch], Math.min(0.5 / byHatch.size, sceptic * epoch.doubts[hatch]))
        : Math.min(chances.shut, 0.1 / open);
    const mean = (of: readonly Shape[]) =>
      Math.log(chance) + logSum(of.map((s) => logMean(s, flow))) - Math.log(of.length);
    const at = (side: number) => {
      const module = sides.indexOf(side);
      return mean(neutral.includes(hatch) ? shapes : shapes.filter((s) => s.sides[module] === 1));
    };
    return { hatch, chance, sides, logs: [at(1), at(2)] };
  });
}
