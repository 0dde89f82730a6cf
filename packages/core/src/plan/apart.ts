/** Volumes that are shut off from each other already: which of them falls. */
import { second } from "../quantity/index.ts";
import { bestSensor, cellsOf, type Layout } from "./layout.ts";
import { lifeIn } from "./living.ts";
import type { Part } from "./part.ts";
import type { Grown } from "./past.ts";
import type { PlanNode } from "./plan.ts";
import type { Situation } from "./situation.ts";
import { noiseOf, watchingOf } from "./watching.ts";

/**
 * (s) Until it is told which of the volumes falls that are shut off from each other already. `untold`: no readings ever tell;
 * `short`: those in which the air of people would not last so long.
 */
export function apart(
  situation: Situation,
  layout: Layout,
  parts: readonly Part[],
): readonly number[] | "untold" | { readonly short: readonly Part[] } {
  if (parts.length < 2) return parts.map(() => 0);
  const { leak, settings, station } = situation;
  const { handGauge } = settings;
  const { watch, ready } = watchingOf(settings);
  const lifeOf = lifeIn(situation, layout);
  const watched = watch(
    parts.map((part) => {
      const byHand = handGauge === null || reader(situation, layout, part) === undefined;
      const hand = byHand ? 0 : 1 / (handGauge.sigma ** 2 * handGauge.period);
      const noise = noiseOf(part.precision > 0 ? part.precision : hand);
      return ready({ rate: leak / part.volume, noise, ...lifeOf(part.mask) });
    }),
  );
  const longest = Math.max(...watched);
  if (longest === Number.POSITIVE_INFINITY) return "untold";
  const short = parts.filter(
    ({ peopled, pressure, volume }) =>
      peopled && !layout.anyone && ((pressure - station.limits.reservePressure) * volume) / leak <= longest,
  );
  return short.length > 0 ? { short } : watched;
}

/** The module of somebody in that part. */
const reader = ({ station, positions }: Situation, { cellOf }: Layout, { mask }: Part) =>
  station.crew.map(({ id }) => positions(id)).find((module) => (mask >> cellOf.get(module)!) & 1);

/** The best sensor of each volume, or the hand gauge of somebody in it. */
export function gaugesOf(situation: Situation, layout: Layout, parts: readonly Part[]): readonly string[] {
  return parts.flatMap((part) => {
    const modules = [...cellsOf(part.mask)].flatMap((i) => layout.cells[i].modules);
    const best = bestSensor(situation.station, modules);
    const module = reader(situation, layout, part);
    return best?.id ?? (module === undefined || situation.settings.handGauge === null ? [] : `gauge:${module}`);
  });
}

export function waiting(
  situation: Situation,
  layout: Layout,
  parts: readonly Part[],
  watched: readonly number[],
  grown: readonly Grown[],
): Grown {
  const p = parts.reduce((sum, part) => sum + part.p, 0);
  const mean = (of: (each: Grown, i: number) => number) =>
    grown.reduce((sum, each, i) => sum + (parts[i].p / p) * of(each, i), 0);
  const time = mean((each, i) => watched[i] + each.time);
  const observe = gaugesOf(situation, layout, parts);
  const node: PlanNode = {
    action: "wait",
    hatches: [],
    crew: {},
    modules: grown.flatMap((each) => each.node.modules),
    watch: second(Math.max(...watched)),
    observe,
    expected: second(time),
    why: "These volumes are shut off from each other already: one of them falls",
    outcomes: grown.map((each, i) => ({ modules: each.node.modules, probability: parts[i].p / p, next: each.node })),
  };
  return { node, time, closures: mean(({ closures }) => closures), set: mean(({ set }) => set) };
}
