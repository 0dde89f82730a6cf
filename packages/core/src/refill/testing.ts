/** For tests: a question in one line, and a second opinion on a plan. */
import { readFileSync } from "node:fs";
import { pascal, pascalPerSecond, toSI } from "../quantity/index.ts";
import { filedHatchStates, parseStation, type Station } from "../station/index.ts";
import type { Refill, RefillAsked } from "./index.ts";

export const mmHg = (x: number) => toSI("pressure", x, "mmHg");

/** Pressures in mmHg, leak in mmHg/h. 295 K, 40 cfm, a week. */
export function asking(
  station: Station,
  [pressure, ppO2, to]: readonly [number, number, number],
  more: Partial<RefillAsked> & { readonly leakRate?: number } = {},
): RefillAsked {
  const { leakRate = 0, ...rest } = more;
  return {
    station,
    hatches: filedHatchStates(station),
    air: { pressure: mmHg(pressure), ppO2: mmHg(ppO2), ppCO2: pascal(0) },
    to: mmHg(to),
    toPpO2: mmHg(160),
    temperature: toSI("temperature", 295, "K"),
    leak: leakRate === 0 ? pascalPerSecond(0) : toSI("pressureRate", leakRate, "mmHg/h"),
    imv: toSI("volumeFlow", 40, "cfm"),
    oxygenMade: false,
    within: toSI("time", 7, "d"),
    ...rest,
  };
}

export const shippedStation = (name: string): Station =>
  parseStation(readFileSync(new URL(`../../../../stations/${name}.yaml`, import.meta.url), "utf8"), name);

const gasR = 8.314462618;
/** (kg/mol), (-) */
const gases = { o2: [0.031998, 1], n2: [0.028014, 0], air: [0.0289644, 0.2095] } as const;

/** Highest and lowest of anything on the way, and the end, each Pa or -. */
export interface Seen {
  readonly pressure: number;
  readonly ppO2: number;
  readonly fraction: number;
  readonly least: number;
  readonly final: { readonly pressure: number; readonly ppO2: number };
}

/**
 * A plan gone through by another integration: the state is one pressure and the oxygen of every module, net flows follow from
 * continuity, by the way of fewest hatches where there are two; steps are Runge-Kutta's of fourth order, half or a quarter as long.
 */
export function goThrough(asked: RefillAsked, plan: Refill): Seen {
  const { station, hatches, temperature, leak, imv, oxygenMade } = asked;
  const mods = plan.modules.map((id) => station.modules.find((m) => m.id === id)!);
  const at = (id: string) => mods.findIndex((m) => m.id === id);
  const cap = mods.map((m) => m.volume / (gasR * temperature));
  const total = cap.reduce((s, c) => s + c, 0);
  const doors = station.hatches
    .filter((h) => hatches(h.id) === "open" && at(h.between[0]) >= 0)
    .map((h) => [at(h.between[0]), at(h.between[1]), (h.imv ?? imv) / (gasR * temperature)] as const);
  const tree: [child: number, parent: number][] = [];
  const seen = new Set([0]);
  for (const m of seen) {
    for (const [a, b] of doors) {
      const next = a === m ? b : b === m ? a : -1;
      if (next < 0 || seen.has(next)) continue;
      seen.add(next);
      tree.unshift([next, m]);
    }
  }
  const breath = mods.map((m) => {
    if (oxygenMade) return 0;
    const all = station.modules.reduce((s, x) => s + x.volume, 0);
    const people =
      station.crew.length > 0 ? station.crew.filter((c) => c.at === m.id).length : (station.crewCount * m.volume) / all;
    return (people * station.metabolicO2) / gases.o2[0];
  });
  const tau = leak === 0 ? Number.POSITIVE_INFINITY : asked.air.pressure / leak;
  const turnover = mods.map((_, m) => doors.reduce((s, [a, b, q]) => (a === m || b === m ? s + q / cap[m] : s), 0));
  const step = Math.min(15, 0.025 / Math.max(...turnover, 1e-9));

  /** State: oxygen of each module (mol), then the pressure (Pa). */
  const slope = (y: readonly number[], into: number, moles: number, oxygen: number): number[] => {
    const p = y[mods.length];
    const x = mods.map((_, m) => y[m] / (cap[m] * p));
    const source = mods.map((_, m) => (m === into ? moles : 0) - breath[m] - (cap[m] * p) / tau);
    const d = mods.map((_, m) => (m === into ? moles * oxygen : 0) - breath[m] - y[m] / tau);
    const dp = source.reduce((s, v) => s + v, 0) / total;
    for (const [a, b, q] of doors) {
      const net = q * p * (x[a] - x[b]);
      d[a] -= net;
      d[b] += net;
    }
    const surplus = mods.map((_, m) => source[m] - cap[m] * dp);
    for (const [child, parent] of tree) {
      const flow = surplus[child];
      surplus[parent] += flow;
      const carried = flow * (flow > 0 ? x[child] : x[parent]);
      d[child] -= carried;
      d[parent] += carried;
    }
    return [...d, dp];
  };
  let y = [...cap.map((c) => c * asked.air.ppO2), asked.air.pressure as number];
  const top = { pressure: 0, ppO2: 0, fraction: 0, least: Number.POSITIVE_INFINITY };
  const note = () => {
    const p = y[mods.length];
    const x = mods.map((_, m) => y[m] / (cap[m] * p));
    top.pressure = Math.max(top.pressure, p);
    top.fraction = Math.max(top.fraction, ...x);
    top.ppO2 = Math.max(top.ppO2, Math.max(...x) * p);
    top.least = Math.min(top.least, Math.min(...x) * p);
  };
  const go = (time: number, into: number, moles: number, oxygen: number) => {
    const steps = Math.ceil(time / step);
    const h = time / steps;
    const plus = (k: readonly number[], part: number) => y.map((v, i) => v + k[i] * part);
    for (let n = 0; n < steps; n++) {
      const k1 = slope(y, into, moles, oxygen);
      const k2 = slope(plus(k1, h / 2), into, moles, oxygen);
      const k3 = slope(plus(k2, h / 2), into, moles, oxygen);
      const k4 = slope(plus(k3, h), into, moles, oxygen);
      y = y.map((v, i) => v + (h / 6) * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]));
      note();
    }
  };
  let clock = 0;
  for (const s of plan.steps) {
    if (s.start > clock + 1e-6) go(s.start - clock, -1, 0, 0);
    go(s.time, at(s.module), s.rate / gases[s.gas][0], gases[s.gas][1]);
    clock = s.start + s.time;
  }
  if (plan.time > clock + 1e-6) go(plan.time - clock, -1, 0, 0);
  const oxygen = y.slice(0, mods.length).reduce((s, v) => s + v, 0);
  return { ...top, final: { pressure: y[mods.length], ppO2: oxygen / total } };
}
