import { fromSI, pascal, second } from "../quantity/index.ts";
import { cutOff, hatchOf } from "../station/index.ts";
import { apart, gaugesOf, waiting } from "./apart.ts";
import { coarse } from "./coarse.ts";
import { aDay, listed } from "./ending.ts";
import { flood, type Layout, layoutOf } from "./layout.ts";
import { leaving } from "./leaving.ts";
import type { Part } from "./part.ts";
import type { Grown } from "./past.ts";
import type { Action, Plan, PlanNode } from "./plan.ts";
import { hatchesBeside, hatchesToSeats, hatchInto, meanPressure, pressureIn, type Reunion } from "./reopen.ts";
import { type Search, searchWithin } from "./search.ts";
import type { Situation } from "./situation.ts";
import { treeOf } from "./tree.ts";
import { airFrom } from "./walk.ts";

/**
 * The search that finds the leak in the fewest expected minutes and never leaves anybody on the other side of a closed
 * hatch from their seat, nor in air that would not last the test. Of `situation` as it is now: made anew after anything
 * that happens. Of more than `settings.parts` modules that hatches could part the least likely neighbours are taken as one; `gap`
 * then is 1.
 */
export function planSearch(situation: Situation): Plan {
  const smaller = coarse(situation);
  return smaller === situation ? planHeld(situation) : { ...planHeld(smaller), gap: 1 };
}

/**
 * The quickest shut hatch that joins `modules`, where nothing is read, to air that people can read is opened, and what follows; null
 * where there is none.
 */
export function planReading(situation: Situation, modules: readonly string[]): Plan | null {
  const smaller = coarse(situation);
  const layout = layoutOf(smaller);
  const search = searchWithin(smaller, layout, []);
  const [first] = modules;
  const dark = volumesOf(layout).map(search.partOf);
  const part = dark.filter(({ mask }) => (mask >> layout.cellOf.get(first)!) & 1);
  const hatch = hatchInto(smaller, layout, search.partOf, part);
  const why = `Nothing reads ${listed(modules)}: behind ${hatch} people can read a gauge`;
  return hatch === undefined ? null : afterOpening(smaller, [hatch], why);
}

function planHeld(situation: Situation): Plan {
  const { station, hatches, positions } = situation;
  if (station.crewCount === 0) return noSafe(situation, "wait", "Nobody is aboard to move a hatch");
  const parted = cutOff(station, hatches, positions);
  if (parted.length > 0) {
    const who = parted.map(({ id }) => id);
    const { hatches: shut, lost } = hatchesToSeats(situation, who);
    if (lost === null)
      return afterOpening(situation, shut, `${who.join(", ")} cannot come to their seat: that before any search`);
    return noSafe(
      situation,
      "wait",
      whyLost(situation, lost, lost.low === undefined ? 0 : pressureIn(situation, lost.low)),
    );
  }
  const layout = layoutOf(situation);
  const found = searchApart(situation, layout);
  const plan = leavesSet(found) ? (comeBack(situation, found) ?? found) : found;
  if (!layout.anyone) return plan;
  const why = `${plan.tree.why}. Nobody's whereabouts are known: the plan does not see to it that all stay with their seats`;
  return { ...plan, tree: { ...plan.tree, why } };
}

/** It shuts off several modules, or leaves them shut, and looks no further. */
const leavesSet = ({ tree }: Plan) => tree.action === "isolate" && tree.modules.length > 1;

/** Nobody comes to what would be left as a set: sound volumes on the way there are joined again first, where that parts it. */
function comeBack(situation: Situation, { tree, set }: Plan): Plan | null {
  const part = airFrom(situation.station, closedIn(situation), tree.modules[0]);
  const way = hatchesBeside(situation, part);
  if (way === null) return null;
  const after = afterOpening(situation, way, "Sound modules are joined again, so that people come to what leaks");
  return after.safe && after.set < set ? after : null;
}

/** Of the volumes that are shut off from each other the one that falls comes first, then the search in it. */
function searchApart(situation: Situation, layout: Layout): Plan {
  const [closed, at] = [closedIn(situation), placesIn(situation)];
  const volumes = volumesOf(layout);
  const search = searchWithin(situation, layout, volumes);
  const parts = volumes.map(search.partOf);
  const watched = apart(situation, layout, parts);
  if (watched === "untold") return joined(situation, layout, search, parts);
  if ("short" in watched) return lengthened(situation, layout, search, watched.short);
  const longest = Math.max(...watched);
  const gap = gapOf(search, volumes, situation.settings.worth);
  const { grow } = treeOf(situation, layout, search);
  const grown = parts.map(({ mask, volume, pressure }) =>
    grow(search.shutOff(mask), { closed, at, pressure: pressure - (situation.leak / volume) * longest }),
  );
  return planOf(parts.length === 1 ? grown[0] : waiting(situation, layout, parts, watched, grown), gap);
}

/** Where readings do not tell which volume falls, one of those that nothing reads is joined to air that can be read. */
function joined(situation: Situation, layout: Layout, search: Search, parts: readonly Part[]): Plan {
  const observe = gaugesOf(situation, layout, parts);
  const dark = parts.filter((part) => gaugesOf(situation, layout, [part]).length === 0);
  const hatch = hatchInto(situation, layout, search.partOf, dark.length > 1 ? dark : parts);
  const which = listed(
    (dark.length > 1 ? dark : parts).map(({ mask }) => layout.cells[31 - Math.clz32(mask & -mask)].modules[0]),
  );
  const untold = dark.length > 1 ? `Nothing reads ${which}` : `Readings take too long to tell ${which} apart`;
  if (hatch === undefined) return noSafe(situation, "wait", `${untold}, and no hatch to them can be opened`, observe);
  return afterOpening(situation, [hatch], `${untold}: behind ${hatch} people can read a gauge`);
}

/**
 * People whose air would not last until it is told which volume falls are joined to more of it, where a hatch can be opened and all air
 * together lasts a day; else they leave.
 */
function lengthened(situation: Situation, layout: Layout, search: Search, short: readonly Part[]): Plan {
  const { station, leak } = situation;
  const all = [...layout.cells.keys()].map((cell) => search.partOf(1 << cell));
  const spare = all.reduce((sum, p) => sum + (p.pressure - station.limits.reservePressure) * p.volume, 0);
  const hatch = spare / leak > aDay ? hatchInto(situation, layout, search.partOf, short) : undefined;
  if (hatch === undefined)
    return noSafe(situation, "evacuate", "The air would not last until it is told which volume falls");
  return afterOpening(situation, [hatch], `The air behind ${hatch} would not last until it is told which volume falls`);
}

/** These hatches first, then the search as it is once they are open. */
function afterOpening(situation: Situation, shut: readonly string[], why: string): Plan {
  const { station, hatches } = situation;
  const open = { ...situation, hatches: (id: string) => (shut.includes(id) ? "open" : hatches(id)) };
  const closed = closedIn(open);
  const level = (module: string) => meanPressure(situation, airFrom(station, closed, module));
  const after = planHeld({ ...open, pressure: level });
  const time = shut.reduce((sum, id) => sum + hatchOf(station, id).openTime, 0);
  const node: PlanNode = {
    ...after.tree,
    action: "open",
    hatches: shut,
    crew: {},
    watch: second(0),
    observe: [],
    expected: second(time + after.expected),
    why,
    outcomes: [{ modules: after.tree.modules, probability: 1, next: after.tree }],
  };
  return { ...after, tree: node, expected: second(time + after.expected) };
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

/** Why somebody has no ship. */
function whyLost({ station }: Situation, { person, seat, low }: NonNullable<Reunion["lost"]>, level: number): string {
  if (low === undefined) return `${person} cannot come to their seat in ${seat}: no hatch on the way can be opened`;
  const ship = station.vehicles.find((vehicle) => vehicle.seat === seat)!.id;
  const stands = `${low} stands at ${Math.round(fromSI("pressure", pascal(level), "mmHg"))} mmHg`;
  return `${person} cannot come to their seat, ${ship} is lost to them: no way to ${seat}: ${stands}`;
}

/** To leave is for everybody to go to their own seat. */
function noSafe(situation: Situation, action: Action, why: string, observe: readonly string[] = []): Plan {
  const { station, probability } = situation;
  const modules = station.modules.map(({ id }) => id).filter((id) => (probability.get(id) ?? 0) > 0);
  const node: PlanNode = {
    action,
    hatches: [],
    crew: {},
    ...(action === "evacuate" && leaving(situation, modules, { closed: closedIn(situation), at: placesIn(situation) })),
    modules,
    watch: second(0),
    observe,
    expected: second(0),
    why: `No safe search: ${why}`,
    outcomes: [],
  };
  return planOf({ node, time: 0, closures: 0, set: modules.length > 1 ? 1 : 0 }, 0, false);
}

const closedIn = ({ station, hatches }: Situation) =>
  new Set(station.hatches.filter(({ id }) => hatches(id) === "closed").map(({ id }) => id));

const placesIn = ({ station, positions }: Situation) => new Map(station.crew.map(({ id }) => [id, positions(id)]));
