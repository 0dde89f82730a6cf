/**
 * The station as the search sees it: cells that no hatch can part any more, and what joins them. A set of cells is a bit
 * mask, so that a part of the station is a number.
 */
import type { Hatch, Sensor, Station } from "../station/index.ts";
import type { Situation } from "./situation.ts";

/** Modules that are joined by open hatches that cannot be closed: parted by nothing. */
export interface Cell {
  readonly modules: readonly string[];
  readonly volume: number;
  /** (-) That the leak is here. */
  readonly p: number;
  /** Its modules that may hold the leak. */
  readonly candidates: readonly string[];
  /** (1/(Pa2 s)) Of its best pressure sensor: 1 / (variance x period); 0 without one. */
  readonly precision: number;
}

/** All hatches that can be moved between two cells. They are shut together, and one is enough to go through. */
export interface Edge {
  readonly index: number;
  readonly a: number;
  readonly b: number;
  readonly hatches: readonly Hatch[];
  /** (s) To close all of them. */
  readonly close: number;
  /** (s) To open the quickest, and the slowest. */
  readonly open: number;
  readonly slowOpen: number;
}

export interface Person {
  readonly id: string;
  /** Cells of where they are and of their seat. */
  readonly at: number;
  readonly seat: number;
}

export interface Layout {
  readonly cells: readonly Cell[];
  readonly cellOf: ReadonlyMap<string, number>;
  /** Open at present. */
  readonly edges: readonly Edge[];
  /** Shut at present, and could be opened. */
  readonly shut: readonly Edge[];
  /** Independent loops of its edges, those that are shut with them. */
  readonly loops: number;
  /** By cell: the cells beyond its open hatches. */
  readonly neighbours: readonly number[];
  readonly people: readonly Person[];
  /** The cells with a seat of somebody aboard. */
  readonly seats: number;
  /** People are aboard who are not listed one by one: they go where they are needed. */
  readonly anyone: boolean;
}

/** (1/(Pa2 s)) Of a sensor's readings. */
const precisionOf = ({ sigma, step, period }: Sensor) => 1 / ((sigma ** 2 + step ** 2 / 12) * period);

/** The pressure sensor whose readings tell most. */
export function bestSensor({ sensors }: Station, modules: readonly string[]): Sensor | undefined {
  const there = sensors.filter(({ quantity, module }) => quantity === "pressure" && modules.includes(module));
  return there.toSorted((a, b) => precisionOf(b) - precisionOf(a))[0];
}

/** Of at most 31 cells, which fit into a bit mask: `coarse` sees to it. */
export function layoutOf({ station, hatches, positions, probability }: Situation): Layout {
  const stuck = station.hatches.filter(({ id, operable }) => !operable && hatches(id) === "open");
  const groups = grouped(station, stuck);
  const cellOf = new Map(groups.flatMap((modules, i) => modules.map((id) => [id, i] as const)));
  const total = station.modules.reduce((sum, { id }) => sum + (probability.get(id) ?? 0), 0);
  const cells = groups.map((modules): Cell => {
    const inside = station.modules.filter(({ id }) => modules.includes(id));
    const gauge = bestSensor(station, modules);
    return {
      modules,
      volume: inside.reduce((sum, { volume }) => sum + volume, 0),
      p: inside.reduce((sum, { id }) => sum + (probability.get(id) ?? 0), 0) / total,
      candidates: modules.filter((id) => (probability.get(id) ?? 0) > 0),
      precision: gauge === undefined ? 0 : precisionOf(gauge),
    };
  });
  const movable = station.hatches.filter(({ operable }) => operable);
  const bundles = (state: "open" | "closed") =>
    bundled(
      movable.filter(({ id }) => hatches(id) === state),
      cellOf,
    );
  const edges = bundles("open");
  const shut = bundles("closed");
  const neighbours = cells.map(() => 0);
  for (const { a, b } of edges) {
    neighbours[a] |= 1 << b;
    neighbours[b] |= 1 << a;
  }
  const people = station.crew.map(({ id, vehicle }) => {
    const { seat } = station.vehicles.find((v) => v.id === vehicle)!;
    return { id, at: cellOf.get(positions(id))!, seat: cellOf.get(seat)! };
  });
  return {
    cells,
    cellOf,
    edges,
    shut,
    loops: loopsOf(cells.length, [...edges, ...shut]),
    neighbours,
    people,
    seats: people.reduce((mask, { seat }) => mask | (1 << seat), 0),
    anyone: people.length === 0 && station.crewCount > 0,
  };
}

/** Edges more than it takes to join what they join. */
function loopsOf(cells: number, edges: readonly Edge[]): number {
  const group = Array.from({ length: cells }, (_, i) => i);
  let loops = 0;
  for (const { a, b } of edges) {
    const [from, to] = [group[a], group[b]];
    if (from === to) loops++;
    else
      group.forEach((g, i) => {
        if (g === from) group[i] = to;
      });
  }
  return loops;
}

/** The modules in groups joined by `links`, groups and modules in the order of the file. */
export function grouped(station: Station, links: readonly Hatch[]): readonly (readonly string[])[] {
  const group = new Map(station.modules.map(({ id }) => [id, id]));
  for (const { between } of links) {
    const [from, to] = [group.get(between[1])!, group.get(between[0])!];
    for (const [id, g] of group) if (g === from) group.set(id, to);
  }
  const found = new Map<string, string[]>();
  for (const [id, g] of group) found.set(g, [...(found.get(g) ?? []), id]);
  return [...found.values()];
}

function bundled(hatches: readonly Hatch[], cellOf: ReadonlyMap<string, number>): readonly Edge[] {
  const pairs = new Map<string, Hatch[]>();
  for (const hatch of hatches) {
    const [a, b] = hatch.between.map((id) => cellOf.get(id)!).sort((x, y) => x - y);
    if (a !== b) pairs.set(`${a} ${b}`, [...(pairs.get(`${a} ${b}`) ?? []), hatch]);
  }
  return [...pairs].map(([key, bundle], index) => {
    const [a, b] = key.split(" ").map(Number);
    const close = bundle.reduce((sum, { closeTime }) => sum + closeTime, 0);
    const open = Math.min(...bundle.map(({ openTime }) => openTime));
    const slowOpen = Math.max(...bundle.map(({ openTime }) => openTime));
    return { index, a, b, hatches: bundle, close, open, slowOpen };
  });
}

/** The cells of a mask. */
export function* cellsOf(mask: number): Generator<number> {
  for (let rest = mask; rest !== 0; rest &= rest - 1) yield 31 - Math.clz32(rest & -rest);
}

/** All cells of `within` that can be reached from those of `from` over `neighbours`. */
export function flood(neighbours: readonly number[] | Int32Array, from: number, within: number): number {
  let reached = from;
  for (let fresh = from; fresh !== 0; ) {
    const lowest = fresh & -fresh;
    const found = neighbours[31 - Math.clz32(lowest)] & within & ~reached;
    reached |= found;
    fresh = (fresh ^ lowest) | found;
  }
  return reached;
}
