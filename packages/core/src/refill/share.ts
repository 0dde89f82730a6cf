/**
 * How much of which gas: the largest rise up to what is asked that supplies and limits allow once all is mixed, and of the
 * compositions that it can have, the one nearest to the ppO2 wished for. Bottled air before oxygen and nitrogen, as far as it
 * takes their place: it can be let in anywhere at any rate.
 */
import { supplyOxygen } from "../gas/index.ts";
import type { Bounds } from "./bounds.ts";
import type { Stop } from "./types.ts";

/** (mol) */
export interface GasAmounts {
  readonly o2: number;
  readonly n2: number;
  readonly air: number;
}

export interface Question {
  /** (mol/Pa) Of the whole volume. */
  readonly capacity: number;
  /** (mol) In it now. */
  readonly all: number;
  readonly o2: number;
  /** (mol) That leak and people take until the end. */
  readonly lostAll: number;
  readonly lostO2: number;
  readonly held: GasAmounts;
  /** (Pa) */
  readonly to: number;
  readonly toPpO2: number;
  readonly ppO2Min: number;
  readonly bounds: Bounds;
}

export interface Share {
  readonly amounts: GasAmounts;
  /** (Pa) Total pressure at the end. */
  readonly pressure: number;
  /** What keeps it below what is asked; null where it is reached. */
  readonly stopped: Stop | null;
}

const airO2 = supplyOxygen.air;
/** Steps of the search for the largest rise, halved on the last. */
const grid = 400;

/** (mol) Least and most oxygen that `rise` of gas can bring with it. */
function oxygenRange({ o2, n2, air }: GasAmounts, rise: number): [least: number, most: number] {
  const airLast = Math.min(air, Math.max(0, rise - n2));
  const airNext = Math.min(air, Math.max(0, rise - o2));
  return [Math.max(0, rise - n2 - airLast) + airO2 * airLast, Math.min(o2, rise) + airO2 * airNext];
}

/** (-) Part of all the gas by which two sums of it may differ in floating point. */
const rounding = 1e-12;

/** Why `rise` (mol) of gas cannot be let in, or the oxygen (mol) that it is to bring. `hard`: ppO2 may not stay too low. */
function oxygenFor(q: Question, rise: number, hard: boolean): number | Stop {
  const { held, bounds, capacity } = q;
  const pressure = (q.all + rise - q.lostAll) / capacity;
  if (pressure > bounds.totalMax && rise > 0) return "total_pressure_max";
  if (rise > held.o2 + held.n2 + held.air) return "supply";
  const moles = (ppO2: number) => ppO2 * capacity - q.o2 + q.lostO2;
  const [least, most] = oxygenRange(held, rise);
  const highest = Math.min(bounds.ppO2Max, bounds.fractionMax * pressure);
  const same = rounding * q.all;
  if (least > moles(highest) + same)
    return bounds.ppO2Max < bounds.fractionMax * pressure ? "ppO2_max" : "o2_fraction_max";
  const lowest = hard ? q.ppO2Min : 0;
  if (most < moles(lowest) - same) return "ppO2_min";
  const wish = hard ? q.toPpO2 : Number.POSITIVE_INFINITY;
  return Math.min(Math.max(moles(wish), least, moles(lowest)), most, moles(highest));
}

/** Splits `rise` with `oxygen` in it (mol) over the gases. */
function split({ o2, n2, air }: GasAmounts, rise: number, oxygen: number): GasAmounts {
  const used = Math.max(0, Math.min(air, oxygen / airO2, (rise - oxygen) / (1 - airO2)));
  return {
    air: used,
    o2: Math.min(o2, Math.max(0, oxygen - airO2 * used)),
    n2: Math.min(n2, Math.max(0, rise - oxygen - (1 - airO2) * used)),
  };
}

export function shareOf(q: Question): Share {
  const wanted = Math.max(0, q.to * q.capacity - q.all + q.lostAll);
  const strict = largest(q, wanted, true);
  if (strict !== null) return strict;
  // Where no refill brings ppO2 up to its limit, the most oxygen that there is still helps.
  const soft = largest(q, wanted, false);
  if (soft !== null) return { ...soft, stopped: "ppO2_min" };
  const pressure = (q.all - q.lostAll) / q.capacity;
  return { amounts: { o2: 0, n2: 0, air: 0 }, pressure, stopped: oxygenFor(q, 0, false) as Stop };
}

function largest(q: Question, wanted: number, hard: boolean): Share | null {
  const fits = (rise: number) => typeof oxygenFor(q, rise, hard) === "number";
  let stopped: Stop | null = null;
  let rise = wanted;
  const why = oxygenFor(q, wanted, hard);
  if (typeof why === "string") {
    stopped = why;
    let k = grid;
    while (k >= 0 && !fits((wanted * k) / grid)) k--;
    if (k < 0) return null;
    let [low, high] = [(wanted * k) / grid, (wanted * (k + 1)) / grid];
    for (let halving = 0; halving < 50; halving++) {
      const middle = (low + high) / 2;
      if (fits(middle)) low = middle;
      else high = middle;
    }
    rise = low;
    stopped = oxygenFor(q, high, hard) as Stop;
  }
  const oxygen = oxygenFor(q, rise, hard) as number;
  return { amounts: split(q.held, rise, oxygen), pressure: (q.all + rise - q.lostAll) / q.capacity, stopped };
}

/** (mol) The least oxygen and nitrogen that would have to be had besides to reach what is asked, well mixed. */
export function lackingOf(q: Question): { readonly o2: number; readonly n2: number } {
  const rise = Math.max(0, q.to * q.capacity - q.all + q.lostAll);
  const moles = (ppO2: number) => ppO2 * q.capacity - q.o2 + q.lostO2;
  const most = Math.min(rise, moles(Math.min(q.bounds.ppO2Max, q.bounds.fractionMax * q.to)));
  const least = Math.max(0, moles(q.ppO2Min));
  const oxygen = Math.max(0, least, Math.min(oxygenRange(q.held, rise)[1], most));
  const air = Math.min(q.held.air, oxygen / airO2, Math.max(0, rise - oxygen) / (1 - airO2));
  return {
    o2: Math.max(0, oxygen - airO2 * air - q.held.o2),
    n2: Math.max(0, rise - oxygen - (1 - airO2) * air - q.held.n2),
  };
}
