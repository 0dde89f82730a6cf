/**
 * Letting gas in within the limits, stage by stage at steady rates. Rule: at any time as fast as supply and limits allow. The
 * air of a cabin is a cooperative system (nothing that is let in lowers the gas anywhere later), so that what keeps the
 * releasing module at its limit lets in the most by any time, and stopping is always safe: mixing only evens out. Rates that
 * a valve is set to are steady; a stage lasts as long as at least `worth` of the rate of its first quarter of an hour can be held.
 */
import { R, supplyGasConstant, supplyOxygen } from "../gas/index.ts";
import { kilogram, kilogramPerSecond, second } from "../quantity/index.ts";
import type { Supply, SupplyGas } from "../station/index.ts";
import { type Bounds, breachOf } from "./bounds.ts";
import type { Cabin, Inflow } from "./cabin.ts";
import type { Breach, RefillStep } from "./types.ts";

const shortest = 900;
const worth = 0.8;
/** Settings of a valve from shut to fully open. */
const settings = 500;
/** Another supply takes over when it can give so many times more. */
const better = 2;
/** (s), (Pa) Where neither pressure nor ppO2 rose by so much in so long, letting in more of a gas gets nowhere. */
const patience = 12 * 3600;
const rise = 15;
/** (mol) */
const nothing = 1e-6;

/** (mol/kg) Of what a supply holds. */
export const molesPerKilogram = (gas: SupplyGas): number => supplyGasConstant[gas] / R;

/** A supply within reach. */
export interface Tank {
  readonly supply: Supply;
  readonly module: number;
  /** (mol) */
  left: number;
}

/** A plan as far as it goes. */
export interface Progress {
  readonly cabin: Cabin;
  readonly tanks: readonly Tank[];
  readonly bounds: Bounds;
  /** (s) */
  readonly within: number;
  time: number;
  readonly steps: RefillStep[];
  /** What kept the rate of the last stage low, or null. */
  heldBy: Breach | null;
  /** (Pa) Less oxygen than that is too little: until it is there, its rise counts as the rise of the pressure does. */
  readonly ppO2Min: number;
  /** The last state that was better than all before. */
  best: Best;
}

interface Best {
  readonly time: number;
  readonly pressure: number;
  readonly ppO2: number;
  readonly cabin: Cabin;
  readonly left: readonly number[];
  readonly steps: number;
}

export const bestOf = (cabin: Cabin, tanks: readonly Tank[], time: number, steps: number): Best => ({
  time,
  pressure: cabin.pressure,
  ppO2: cabin.air().ppO2,
  cabin: cabin.copy(),
  left: tanks.map((t) => t.left),
  steps,
});

interface Stage {
  /** 0 to `settings`. */
  readonly setting: number;
  readonly time: number;
  readonly heldBy: Breach | null;
}

/**
 * Lets `moles` of `gas` in from the supplies that hold it, as far as limits, supplies and time allow; gives what is not in
 * (mol), and in `p.heldBy` what kept it out.
 */
export function letIn(p: Progress, gas: SupplyGas, moles: number): number {
  let rest = moles;
  let now: Tank | null = null;
  const since = { time: p.time, pressure: p.cabin.pressure, ppO2: p.cabin.air().ppO2 };
  while (rest > nothing && p.time < p.within && p.time - since.time < patience) {
    const tanks = p.tanks.filter((t) => t.supply.gas === gas && t.left > nothing);
    if (tanks.length === 0) break;
    const next = choose(p, tanks, now, rest);
    now = next.tank;
    const moles = Math.min(rest, now.left);
    const stage = lengthened(p, now, next.first, moles);
    if (stage.setting === 0) p.cabin.run(stage.time, null);
    else {
      const entered = open(p, now, stage, moles);
      rest -= entered;
      now.left = now.left - entered > nothing ? now.left - entered : 0;
    }
    p.time += stage.time;
    p.heldBy = stage.heldBy;
    noteBest(p);
    const { pressure, ppO2 } = p.cabin.air();
    if (pressure > since.pressure + rise || ppO2 > since.ppO2 + rise)
      Object.assign(since, { time: p.time, pressure, ppO2 });
  }
  return rest > nothing ? rest : 0;
}

/** The supply that can give most now; the one that is open stays so unless another is much better. */
function choose(p: Progress, tanks: readonly Tank[], now: Tank | null, moles: number): { tank: Tank; first: Stage } {
  const found = tanks.map((tank) => ({ tank, first: firstStage(p, tank, Math.min(moles, tank.left)) }));
  const flow = ({ tank, first }: (typeof found)[number]) => first.setting * tank.supply.maxRate;
  const best = found.reduce((x, y) => (flow(y) > flow(x) ? y : x));
  const same = found.find(({ tank }) => tank === now);
  return same !== undefined && flow(same) * better > flow(best) ? same : best;
}

/** Enough oxygen first, then pressure. */
function noteBest(p: Progress): void {
  const { cabin, best, ppO2Min } = p;
  const more = Math.min(cabin.air().ppO2, ppO2Min) - Math.min(best.ppO2, ppO2Min);
  if (more > rise || (more > -0.1 * rise && cabin.pressure > best.pressure + rise)) {
    p.best = bestOf(cabin, p.tanks, p.time, p.steps.length);
  }
}

/** Goes back to where the plan was at its best, if it has become worse since. */
export function cutToBest(p: Progress): void {
  const { cabin, best, ppO2Min } = p;
  const worse = Math.min(best.ppO2, ppO2Min) - Math.min(cabin.air().ppO2, ppO2Min);
  if (worse < rise && best.pressure - cabin.pressure < rise) return;
  cabin.become(best.cabin);
  p.time = best.time;
  p.steps.length = best.steps;
  p.tanks.forEach((tank, i) => {
    tank.left = best.left[i];
  });
}

const flowOf = ({ supply, module }: Tank, setting: number): Inflow => {
  const all = (setting / settings) * supply.maxRate * molesPerKilogram(supply.gas);
  return { module, all, o2: all * supplyOxygen[supply.gas] };
};

/** (s) How long a setting is held at most: until the gas is in. */
const lastsAt = (tank: Tank, setting: number, time: number, moles: number) =>
  setting === 0 ? time : Math.min(time, moles / flowOf(tank, setting).all);

/** What a setting held for `time` breaks, or null. */
function breaks(p: Progress, tank: Tank, setting: number, time: number, moles: number): Breach | null {
  if (setting === 0) return null;
  const trial = p.cabin.copy();
  let found: Breach | null = null;
  trial.run(lastsAt(tank, setting, time, moles), flowOf(tank, setting), () => {
    found = breachOf(trial, p.bounds, p.cabin, supplyOxygen[tank.supply.gas]);
    return found === null;
  });
  return found;
}

/** The highest setting from `safe` up to `most` that can be held for `time`. */
function highest(p: Progress, tank: Tank, safe: number, most: number, time: number, moles: number): Stage {
  let heldBy = breaks(p, tank, most, time, moles);
  let [low, high] = heldBy === null ? [most, most] : [safe, most];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    const breach = breaks(p, tank, middle, time, moles);
    if (breach === null) low = middle;
    else {
      high = middle;
      heldBy = breach;
    }
  }
  return { setting: low, time: lastsAt(tank, low, time, moles), heldBy };
}

const firstStage = (p: Progress, tank: Tank, moles: number): Stage =>
  highest(p, tank, 0, settings, Math.min(shortest, p.within - p.time), moles);

function lengthened(p: Progress, tank: Tank, first: Stage, moles: number): Stage {
  const least = Math.ceil(worth * first.setting);
  if (first.setting === 0) return first;
  let time = Math.min(shortest, p.within - p.time);
  const ends = (t: number) => lastsAt(tank, least, t, moles) < t;
  let longer = Math.min(2 * time, p.within - p.time);
  while (longer > time && !ends(time) && breaks(p, tank, least, longer, moles) === null) {
    time = longer;
    longer = Math.min(2 * time, p.within - p.time);
  }
  const stage = highest(p, tank, least, first.setting, time, moles);
  return { ...stage, heldBy: stage.heldBy ?? first.heldBy };
}

/** Goes through a stage; gives what was let in (mol). */
function open(p: Progress, tank: Tank, { setting, time, heldBy }: Stage, moles: number): number {
  const { cabin, steps } = p;
  const { supply, module } = tank;
  const inflow = flowOf(tank, setting);
  cabin.run(time, inflow);
  const rate = kilogramPerSecond((setting / settings) * supply.maxRate);
  steps.push({
    supply: supply.id,
    gas: supply.gas,
    module: supply.module,
    start: second(p.time),
    mass: kilogram(rate * time),
    rate,
    time: second(time),
    heldBy,
    after: {
      ...cabin.air(),
      releasing: cabin.airOf(module),
      slowest: cabin.airOf(cabin.leastLike(module)),
    },
  });
  return Math.min(moles, inflow.all * time);
}
