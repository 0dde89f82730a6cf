/** Connected parts of the station, each made once. */
import { cellsOf, type Edge, type Layout } from "./layout.ts";
import type { Situation } from "./situation.ts";

export interface Part {
  /** Its cells, as bits. */
  readonly mask: number;
  /** (m3) */
  readonly volume: number;
  /** (-) That the leak is in it. */
  readonly p: number;
  /** Its cells that may hold the leak. */
  readonly places: number;
  /** Somebody aboard has a seat in it, or people are not listed one by one. */
  readonly peopled: boolean;
  /** (1/(Pa2 s)) Of its best pressure sensor. */
  readonly precision: number;
  /** (Pa) Mean over its volume, at present. */
  readonly pressure: number;
  /** Edges between its cells, and (s) to shut each. */
  readonly inside: readonly Edge[];
  readonly closing: readonly number[];
  /** No loop: every edge parts it. */
  readonly tree: boolean;
  /** Independent loops of its edges. */
  readonly loops: number;
}

export type PartOf = (mask: number) => Part;

export function partsOf({ pressure }: Situation, { cells, edges, seats, anyone }: Layout): PartOf {
  const pressures = cells.map(({ modules }) => (typeof pressure === "number" ? pressure : pressure(modules[0])));
  const known = new Map<number, Part>();
  return (mask) => {
    const found = known.get(mask);
    if (found !== undefined) return found;
    let [size, volume, p, places, precision, gas] = [0, 0, 0, 0, 0, 0];
    for (const i of cellsOf(mask)) {
      size++;
      volume += cells[i].volume;
      p += cells[i].p;
      places += cells[i].p > 0 ? 1 : 0;
      precision = Math.max(precision, cells[i].precision);
      gas += cells[i].volume * pressures[i];
    }
    const inside = edges.filter(({ a, b }) => (mask >> a) & (mask >> b) & 1);
    const made: Part = {
      mask,
      volume,
      p,
      places,
      peopled: anyone || (mask & seats) !== 0,
      precision,
      pressure: gas / volume,
      inside,
      closing: inside.map(({ close }) => close),
      tree: inside.length === size - 1,
      loops: inside.length - size + 1,
    };
    known.set(mask, made);
    return made;
  };
}
