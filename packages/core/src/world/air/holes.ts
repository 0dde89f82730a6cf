/** Air through small openings: holes to space, leaks from module to module, hatches that are closed and not tight. */
import { chokedFlow, gasProperties, orificeFlow } from "../../gas/index.ts";
import { kelvin, pascal, squareMetre } from "../../quantity/index.ts";
import type { Leak } from "../scenario/index.ts";
import type { Cabin } from "./cabin.ts";
import type { Hatches } from "./joined.ts";

/** (Pa) Under this a module counts as empty: what is left no longer matters to anyone, and would only cost time. */
const empty = 50;
/** (-) Of a module's air, at most this part goes through one opening in one step. */
const stepPart = 0.01;

/** An opening between two modules that are not joined, or to space (`to` -1). */
export interface Opening {
  readonly from: number;
  readonly to: number;
  /** (m2) CdA at a time (s). */
  area(time: number): number;
}

/** (m2) CdA of a leak at `time` (s), with its growth, pauses and patches. */
export function leakArea(leak: Leak, time: number): number {
  if (time < leak.from || time >= leak.until) return 0;
  if (leak.pauses.some((p) => time >= p.from && time < p.until)) return 0;
  const { growth } = leak;
  const grown = growth === null ? 0 : growth.by * (growth.time > 0 ? Math.min(1, (time - leak.from) / growth.time) : 1);
  const left = leak.patches.reduce((x, p) => (time >= p.from && time < p.until ? x * p.left : x), 1);
  return (leak.area + grown) * left;
}

/** (mol/s) Out of the pressurised side of a hole to space. */
export function flowToSpace(cabin: Cabin, m: number, area: number): number {
  if (area === 0 || cabin.present[m] === 0 || cabin.pressure(m) < empty) return 0;
  const gas = gasProperties(amounts(cabin, m));
  const mass = chokedFlow(squareMetre(area), pascal(cabin.pressure(m)), kelvin(cabin.temperature(m)), gas);
  return mass / cabin.molarMass(m);
}

/** (mol/s) From `a` to `b`; below 0 the other way. */
function flowBetween(cabin: Cabin, a: number, b: number, area: number): number {
  const [pa, pb] = [cabin.pressure(a), cabin.pressure(b)];
  const source = pa >= pb ? a : b;
  if (area === 0 || Math.max(pa, pb) < empty) return 0;
  const state = (m: number, p: number) => ({ pressure: pascal(p), temperature: kelvin(cabin.temperature(m)) });
  const gas = gasProperties(amounts(cabin, source));
  return orificeFlow(squareMetre(area), state(a, pa), state(b, pb), gas) / cabin.molarMass(source);
}

const amounts = ({ amount }: Cabin, m: number) => ({
  o2: amount[4 * m],
  n2: amount[4 * m + 1],
  co2: amount[4 * m + 2],
  h2o: amount[4 * m + 3],
});

/** (s) The longest step at `time` in which no opening takes more than a hundredth of the air of the module it leads out of. */
export function longestStep(openings: readonly Opening[], cabin: Cabin, hatches: Hatches, time: number): number {
  let longest = Number.POSITIVE_INFINITY;
  for (const o of openings) {
    const flow = openingFlow(o, cabin, hatches, time);
    if (flow === 0) continue;
    const source = flow > 0 ? o.from : o.to;
    longest = Math.min(longest, (stepPart * cabin.total[source]) / Math.abs(flow));
  }
  return longest;
}

function openingFlow(o: Opening, cabin: Cabin, hatches: Hatches, time: number): number {
  const area = o.area(time);
  if (area === 0) return 0;
  if (o.to < 0) return flowToSpace(cabin, o.from, area);
  const [a, b] = [hatches.volumeOf[o.from], hatches.volumeOf[o.to]];
  return a === b || a < 0 || b < 0 ? 0 : flowBetween(cabin, o.from, o.to, area);
}

/**
 * Lets `dt` (s) of flow through, with the areas of the middle of the step. To space the loss of a joined volume is
 * exact for a constant area (P falls as exp(-t/tau)); between two it is the exact relaxation of the flow's present
 * conductance, so that pressures meet and never cross.
 */
export function letThrough(
  openings: readonly Opening[],
  cabin: Cabin,
  hatches: Hatches,
  time: number,
  dt: number,
): void {
  const active = openings.filter((o) => openingFlow(o, cabin, hatches, time + dt / 2) !== 0);
  // Two that feed each other are taken in turn, so in shorter steps.
  const parts = active.length > 1 ? 10 : 1;
  for (let part = 0; part < parts; part++) {
    for (const o of active) one(o, cabin, hatches, time + ((part + 0.5) * dt) / parts, dt / parts);
  }
}

function one(o: Opening, cabin: Cabin, hatches: Hatches, time: number, dt: number): void {
  const flow = openingFlow(o, cabin, hatches, time);
  if (flow === 0) return;
  if (o.to < 0) loseToSpace(o.from, flow * dt, cabin, hatches);
  else exchange(flow > 0 ? o.from : o.to, flow > 0 ? o.to : o.from, Math.abs(flow) * dt, cabin, hatches);
}

function loseToSpace(m: number, moles: number, cabin: Cabin, hatches: Hatches): void {
  const volume = hatches.volumeOf[m];
  const before = hatches.moles(volume);
  const lost = -before * Math.expm1(-moles / before);
  cabin.lose(m, lost);
  hatches.expand(volume, -lost, before);
}

function exchange(from: number, to: number, moles: number, cabin: Cabin, hatches: Hatches): void {
  const [a, b] = [hatches.volumeOf[from], hatches.volumeOf[to]];
  const [ca, cb] = [hatches.capacity(a), hatches.capacity(b)];
  const [na, nb] = [hatches.moles(a), hatches.moles(b)];
  // Gas that is pressed in warms and pushes back gamma times harder than at constant temperature.
  const toEqual = ((cabin.pressure(from) - cabin.pressure(to)) * ca * cb) / (ca + cb) / 1.4;
  const moved = Math.min(-toEqual * Math.expm1(-moles / toEqual), cabin.total[from]);
  cabin.move(from, to, moved);
  hatches.expand(a, -moved, na);
  hatches.expand(b, moved, nb);
}
