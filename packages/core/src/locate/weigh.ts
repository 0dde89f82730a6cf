/** What an epoch says of each module: likelihoods of a leak there, over that of a station whose gauges show no leak at all. */
import { chances, leftByPatch, sharesOfTwo } from "./assumptions.ts";
import type { Epoch } from "./epoch.ts";
import { logMean, logSum, type Weighed } from "./normal.ts";
import type { Shape } from "./shape.ts";

/** How it could be, if the leak is in a module: ln of chance times likelihood. */
interface Way {
  /** `part`: all is as told; `hatch`: one is not as told; `two`: a second leak in another part; `paused`. */
  readonly kind: "part" | "hatch" | "two" | "paused";
  readonly log: number;
  readonly hatch?: string;
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
  /** This one is not as told, and so tells nothing of the side: what is shown is as likely with the leak on either. */
  readonly neutral?: string;
}

/** The ways of every module, in the order of the station file. */
export function weighEpoch(epoch: Epoch, modules: readonly string[], before: Weights, stance: Stance): Told[] {
  const { parts, flow, shapes } = epoch;
  const partOf = modules.map((m) => parts.findIndex((p) => p.modules.includes(m)));
  const tight = parts.map((_, i) => shapes[i]);
  const whole = tight.map((w) => logMean(w, flow));
  const left = tight.map(
    (w) => logSum(leftByPatch.map((x) => logMean(scaled(w, x), flow))) - Math.log(leftByPatch.length),
  );
  const doubts = doubtsIn(epoch, modules, stance);
  const weightOf = parts.map((_, i) => logSum(before.filter((_, m) => partOf[m] === i)));
  const all = logSum(weightOf);
  const twos = parts.map((_, i) =>
    parts.flatMap((_, j): Way[] =>
      i === j
        ? []
        : [
            {
              kind: "two",
              other: j,
              log: Math.log(chances.two) + weightOf[j] - all + ofTwo(tight[i], tight[j], epoch),
            },
          ],
    ),
  );
  return modules.map((module, m) => {
    const part = partOf[m];
    const own = doubts.filter((d) => !Number.isNaN(d.logs[m]));
    const rest = 1 - chances.two - chances.paused - own.reduce((s, d) => s + d.chance, 0);
    return {
      part,
      ways: [
        { kind: "part", log: Math.log(Math.max(rest, 0.01)) + (epoch.patched.includes(module) ? left : whole)[part] },
        { kind: "paused", log: Math.log(chances.paused) },
        ...own.map(({ hatch, logs }): Way => ({ kind: "hatch", hatch, log: logs[m] })),
        ...twos[part],
      ],
    };
  });
}

const scaled = ({ L, Q }: Weighed, x: number): Weighed => ({ L: x * L, Q: x * x * Q });

/** Two leaks that share the flow, in any proportion. */
function ofTwo(a: Weighed, b: Weighed, { flow }: Epoch): number {
  const logs = sharesOfTwo.map((x) => {
    const [first, second] = [scaled(a, x), scaled(b, 1 - x)];
    return logMean({ L: first.L + second.L, Q: first.Q + second.Q }, flow);
  });
  return logSum(logs) - Math.log(logs.length);
}

interface Doubt {
  readonly hatch: string;
  readonly chance: number;
  /** By module: ln of chance times likelihood; NaN away from the hatch. */
  readonly logs: readonly number[];
}

/** Each hatch not as told, with the leak on either side of it. */
function doubtsIn(epoch: Epoch, modules: readonly string[], { sceptic = 1, neutral }: Stance): Doubt[] {
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
      Math.log(chance) + logSum(of.map((s) => logMean(s, epoch.flow))) - Math.log(of.length);
    const at = (m: number) => mean(shapes.filter((s) => s.sides[m] === 1));
    const ends = [at(sides.indexOf(1)), at(sides.indexOf(2))];
    const both = hatch === neutral ? mean(shapes) : null;
    const logs = modules.map((_, m) => (sides[m] === 0 ? Number.NaN : (both ?? ends[sides[m] - 1])));
    return { hatch, chance, logs };
  });
}
