/** The air of every module: moles of four species and a temperature, in flat arrays indexed by module. */
import { molarMass, R, species } from "../../gas/index.ts";
import type { Station } from "../../station/index.ts";
import type { AirState, Scenario } from "../scenario/index.ts";

export const O2 = 0;
export const N2 = 1;
export const CO2 = 2;
export const H2O = 3;
/** (kg/mol) By index of species. */
const molarMasses = species.map((s) => molarMass[s]);

/**
 * The air of every module of a station, as ideal gas: empty at first, `fill` gives a module its air. Modules are numbered in
 * the order of the station file; `index` throws `RangeError` for one that is not in it.
 */
export class Cabin {
  readonly count: number;
  /** (m3) */
  readonly volume: Float64Array;
  /** (mol) Four species a module. */
  readonly amount: Float64Array;
  /** (mol) All species of a module. */
  readonly total: Float64Array;
  /** (K) Of the walls, fans and racks, which hold the gas near it. */
  readonly wall: Float64Array;
  /** (K) Gas over wall: below 0 while the gas expands. */
  readonly chill: Float64Array;
  /** 1 = part of the station, 0 = not docked. */
  readonly present: Uint8Array;
  private readonly byId: ReadonlyMap<string, number>;

  constructor(station: Station) {
    this.count = station.modules.length;
    this.volume = Float64Array.from(station.modules, (m) => m.volume);
    this.amount = new Float64Array(4 * this.count);
    this.total = new Float64Array(this.count);
    this.wall = new Float64Array(this.count);
    this.chill = new Float64Array(this.count);
    this.present = new Uint8Array(this.count).fill(1);
    this.byId = new Map(station.modules.map((m, i) => [m.id, i]));
  }

  index(module: string): number {
    const index = this.byId.get(module);
    if (index === undefined) throw new RangeError(`module "${module}" is not in the station`);
    return index;
  }

  /** (K) */
  temperature(m: number): number {
    return this.wall[m] + this.chill[m];
  }

  /** (mol/Pa) What the module takes up for each pascal: V/(RT). */
  capacity(m: number): number {
    return this.volume[m] / (R * this.temperature(m));
  }

  /** (Pa) */
  pressure(m: number): number {
    return this.total[m] / this.capacity(m);
  }

  /** (Pa) */
  partial(m: number, s: number): number {
    return this.amount[4 * m + s] / this.capacity(m);
  }

  /** Adds `moles` of one species; a negative amount takes at most what is there. */
  add(m: number, s: number, moles: number): number {
    const change = Math.max(moles, -this.amount[4 * m + s]);
    this.amount[4 * m + s] += change;
    this.total[m] += change;
    return change;
  }

  /** Takes `moles` of the module's mixture away, or at most all of it. */
  lose(m: number, moles: number): void {
    const keep = this.total[m] > moles ? 1 - moles / this.total[m] : 0;
    for (let i = 4 * m; i < 4 * m + 4; i++) this.amount[i] *= keep;
    this.total[m] *= keep;
  }

  /** Carries `moles` of the mixture of `from` to `to`, or at most all of it. */
  move(from: number, to: number, moles: number): void {
    const part = this.total[from] > moles ? moles / this.total[from] : 1;
    const [a, b] = [4 * from, 4 * to];
    for (let s = 0; s < 4; s++) {
      const x = this.amount[a + s] * part;
      this.amount[a + s] -= x;
      this.amount[b + s] += x;
    }
    const x = this.total[from] * part;
    this.total[from] -= x;
    this.total[to] += x;
  }

  /** Sums the totals anew, so that rounding does not gather in them. */
  retotal(): void {
    const { amount, total } = this;
    for (let m = 0, i = 0; m < this.count; m++, i += 4) {
      total[m] = amount[i] + amount[i + 1] + amount[i + 2] + amount[i + 3];
    }
  }

  /** (kg/mol) Mean molar mass in a module that holds gas. */
  molarMass(m: number): number {
    let mass = 0;
    for (let s = 0; s < 4; s++) mass += this.amount[4 * m + s] * molarMasses[s];
    return mass / this.total[m];
  }

  fill(m: number, air: AirState): void {
    this.chill[m] = 0;
    const capacity = this.capacity(m);
    const partials = [air.ppO2, air.pressure - air.ppO2 - air.ppCO2 - air.ppH2O, air.ppCO2, air.ppH2O];
    for (let s = 0; s < 4; s++) this.amount[4 * m + s] = partials[s] * capacity;
    this.total[m] = air.pressure * capacity;
  }
}

/** Modules that are not there until they dock, with the air that they then bring: what docks before it has ever left. */
export function awayAtStart({ happenings }: Scenario): ReadonlyMap<string, AirState> {
  const away = new Map<string, AirState>();
  const left = new Set<string>();
  for (const h of happenings) {
    if (h.kind === "undock") for (const id of h.modules) left.add(id);
    if (h.kind !== "dock") continue;
    for (const id of h.modules) if (!left.has(id) && !away.has(id)) away.set(id, h.air);
  }
  return away;
}

/** (-) For each module the air it starts with. */
export function startingAir(station: Station, scenario: Scenario): readonly AirState[] {
  const own = new Map(scenario.elsewhere.flatMap(({ modules, air }) => modules.map((id) => [id, air] as const)));
  for (const [id, air] of awayAtStart(scenario)) own.set(id, air);
  return station.modules.map((m) => own.get(m.id) ?? scenario.air);
}
