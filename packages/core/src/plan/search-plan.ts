import { second } from "../quantity/index.ts";
import { cutOff, type HatchStates, type Station } from "../station/index.ts";
import { bestSensor, cellsOf, flood, type Layout, layoutOf } from "./layout.ts";
import type { Part } from "./part.ts";
import type { Action, Plan, PlanNode } from "./plan.ts";
import { type Search, searchOf } from "./search.ts";
import type { Situation } from "./situation.ts";
import { type Grown, treeOf } from "./tree.ts";
import { noiseOf, watchingOf } from "./watching.ts";

/**
 * The search that finds the leak in the fewest expected minutes and never leaves anybody on the other side of a closed
 * hatch from their seat, nor in air that would not last the test. Of `situation` as it is now: made anew after anything
 * that happens. Throws `PlanTooLargeError` for a station of more than 31 modules that hatches could part.
 */
export function planSearch(situation: Situation): Plan {
  const { station, hatches, positions } = situation;
  if (station.crewCount === 0) return noSafe(situation, "wait", "Nobody is aboard to move a hatch");
  const parted = cutOff(station, hatches, positions);
  if (parted.length > 0)
    return reunion(
      situation,
      parted.map(({ id }) => id),
    );
  const layout = layoutOf(situation);
  const closed = new Set(station.hatches.filter(({ id }) => hatches(id) === "closed").map(({ id }) => id));
  const at = new Map(station.crew.map(({ id }) => [id, positions(id)]));
  const volumes = volumesOf(layout);
  const search = searchOf(situation, layout);
  const parts = volumes.map(search.partOf);
  const watched = apart(situation, layout, parts);
  if (typeof watched === "string") return noSafe(situation, watched === unread ? "wait" : "evacuate", watched);
  const longest = Math.max(...watched);
  const gap = gapOf(search, volumes, situation.settings.worth);
  const { grow } = treeOf(situation, layout, search);
  const grown = parts.map(({ mask, volume, pressure }) =>
    grow(search.shutOff(mask), { closed, at, pressure: pressure - (situation.leak / volume) * longest }),
  );
  return planOf(parts.length === 1 ? grown[0] : waiting(situation, layout, parts, watched, grown), gap);
}

/** The joined volumes that may hold the leak. */
function volumesOf({ cells, neighbours }: Layout): number[] {
  const all = 2 ** cells.length - 1;
  const volumes: number[] = [];
  for (let i = 0; i < cells.length; i++) {
    if (volumes.some((mask) => (mask >> i) & 1)) continue;
    volumes.push(flood(neighbours, 1 << i, all));
  }
  return volumes.filter((mask) => cells.some(({ p }, i) => p > 0 && (mask >> i) & 1));
}

/** (-) By which share of its minutes the plan may be longer than the best one. */
function gapOf(search: Search, volumes: readonly number[], worth: number): number {
  let [over, time] = [0, 0];
  for (const mask of volumes) {
    const { cost, least, set } = search.solve(search.shutOff(mask));
    over += search.partOf(mask).p * (cost - least);
    time += search.partOf(mask).p * (cost - worth * set);
  }
  return over <= 0 ? 0 : Math.min(1, over / time);
}

const planOf = ({ node, time, closures, set }: Grown, gap: number, safe = true): Plan => ({
  tree: node,
  expected: second(time),
  closures,
  set,
  gap,
  safe,
});

const unread = "Of the volumes that are shut off from each other more than one has nothing that reads its pressure";

/** (s) Until it is told which of the volumes falls that are shut off from each other already; why not, where it is not. */
function apart(situation: Situation, layout: Layout, parts: readonly Part[]): readonly number[] | string {
  if (parts.length < 2) return parts.map(() => 0);
  const { leak, settings, station } = situation;
  const { handGauge } = settings;
  const { watch, ready } = watchingOf(settings);
  const watched = watch(
    parts.map((part) => {
      const byHand = handGauge === null || reader(situation, layout, part) === undefined;
      const hand = byHand ? 0 : 1 / (handGauge.sigma ** 2 * handGauge.period);
      return ready({ rate: leak / part.volume, noise: noiseOf(part.precision > 0 ? part.precision : hand) });
    }),
  );
  const longest = Math.max(...watched);
  if (longest === Number.POSITIVE_INFINITY) return unread;
  const short = parts.some(
    ({ peopled, pressure, volume }) =>
      peopled && !layout.anyone && ((pressure - station.limits.reservePressure) * volume) / leak <= longest,
  );
  return short ? "The air would not last until it is told which volume falls" : watched;
}

/** The module of somebody in that part. */
const reader = ({ station, positions }: Situation, { cellOf }: Layout, { mask }: Part) =>
  station.crew.map(({ id }) => positions(id)).find((module) => (mask >> cellOf.get(module)!) & 1);

function waiting(
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
  const observe = parts.flatMap((part) => {
    const modules = [...cellsOf(part.mask)].flatMap((i) => layout.cells[i].modules);
    const best = bestSensor(situation.station, modules);
    const module = reader(situation, layout, part);
    return best?.id ?? (module === undefined || situation.settings.handGauge === null ? [] : `gauge:${module}`);
  });
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

function noSafe({ station, probability }: Situation, action: Action, why: string): Plan {
  const modules = station.modules.map(({ id }) => id).filter((id) => (probability.get(id) ?? 0) > 0);
  const node: PlanNode = {
    action,
    hatches: [],
    crew: {},
    modules,
    watch: second(0),
    observe: [],
    expected: second(0),
    why: `No safe search: ${why}`,
    outcomes: [],
  };
  return planOf({ node, time: 0, closures: 0, set: modules.length > 1 ? 1 : 0 }, 0, false);
}

/** People on the wrong side of a hatch that is shut now come to their seat before anything else. */
function reunion(situation: Situation, who: readonly string[]): Plan {
  const { station, hatches, positions, settings } = situation;
  const opened: string[] = [];
  for (const person of who) {
    const { vehicle } = station.crew.find(({ id }) => id === person)!;
    const { seat } = station.vehicles.find(({ id }) => id === vehicle)!;
    const way = hatchesTo(station, hatches, positions(person), seat);
    if (way === null) {
      return noSafe(
        situation,
        "wait",
        `${person} cannot come to their seat in ${seat}: no hatch on the way can be opened`,
      );
    }
    opened.push(...way.filter((id) => !opened.includes(id)));
  }
  const after = planSearch({ ...situation, hatches: (id) => (opened.includes(id) ? "open" : hatches(id)) });
  const time = opened.reduce((sum, id) => {
    return sum + (settings.openTime ?? station.hatches.find((hatch) => hatch.id === id)!.closeTime);
  }, 0);
  const node: PlanNode = {
    ...after.tree,
    action: "open",
    hatches: opened,
    crew: {},
    watch: second(0),
    observe: [],
    expected: second(time + after.expected),
    why: `${who.join(", ")} cannot come to their seat: that before any search`,
    outcomes: [{ modules: after.tree.modules, probability: 1, next: after.tree }],
  };
  return { ...after, tree: node, expected: second(time + after.expected) };
}

/** The shut hatches on the way that needs the fewest of them opened; null where there is none. */
function hatchesTo(station: Station, hatches: HatchStates, from: string, to: string): readonly string[] | null {
  const usable = station.hatches.filter(({ id, operable }) => operable || hatches(id) === "open");
  const passages = usable.flatMap(({ id, between: [a, b] }) => {
    const shut = hatches(id) === "closed" ? [id] : [];
    return [
      { from: a, to: b, shut },
      { from: b, to: a, shut },
    ];
  });
  const found = new Map<string, readonly string[]>([[from, []]]);
  for (let changed = true; changed; ) {
    changed = false;
    for (const passage of passages) {
      const way = found.get(passage.from);
      const known = found.get(passage.to);
      if (way === undefined || (known !== undefined && way.length + passage.shut.length >= known.length)) continue;
      found.set(passage.to, [...way, ...passage.shut]);
      changed = true;
    }
  }
  return found.get(to) ?? null;
}
