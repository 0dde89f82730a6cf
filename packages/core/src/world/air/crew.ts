/** People breathe where they are: oxygen in, carbon dioxide and water out. */
import { molarMass } from "../../gas/index.ts";
import type { Station } from "../../station/index.ts";
import { Random } from "../random.ts";
import { Wander } from "../wander.ts";
import { type Cabin, CO2, H2O, O2 } from "./cabin.ts";

const day = 86400;
const hour = 3600;

/** (-) Moles of CO2 for each of O2: 1.0 kg a day for 0.84 kg a day. */
export const respiratoryQuotient = 1 / molarMass.co2 / (0.84 / molarMass.o2);
/** (mol/s) Water that one person breathes and sweats out, 2 kg a day (assumed; a round value). */
const water = 2 / molarMass.h2o / day;
/** Asleep from about 21:30 to 06:00 UTC at 0.7 of the mean metabolism (assumed), awake at what makes the mean 1. */
const sleep = { from: 21.5 * hour, until: 6 * hour, factor: 0.7 };
const asleep = sleep.until + day - sleep.from;
const awake = (day - sleep.factor * asleep) / (day - asleep);
/** (s) Nobody falls asleep at once, and not all together. */
const settling = 3 * hour;

/** (-) Metabolism over its mean at `clock` (UNIX s): a trapezium between asleep and awake. */
function rhythm(clock: number): number {
  const middle = sleep.from + asleep / 2;
  const away = Math.abs(((((clock - middle + day / 2) % day) + day) % day) - day / 2);
  const part = Math.min(1, Math.max(0, (away - asleep / 2) / settling + 0.5));
  return sleep.factor + part * (awake - sleep.factor);
}

/** Exercise and rest: sd (-) and time (s) of one person's metabolism (assumed). */
const activity = { sd: 0.1, time: hour };

export class Crew {
  /** Module of each person; someone of a `crew_count` without names is spread out over the station. */
  readonly at: Int32Array;
  private readonly ids: readonly string[];
  private readonly unnamed: number;
  private readonly perPerson: number;
  private readonly activity: readonly Wander[];
  private readonly scale: number;
  private readonly breath: Float64Array;

  constructor(station: Station, cabin: Cabin, scale: number, seed: number, tick: number) {
    this.ids = station.crew.map((c) => c.id);
    this.at = Int32Array.from(station.crew, (c) => cabin.index(c.at));
    this.unnamed = station.crew.length === 0 ? station.crewCount : 0;
    this.perPerson = station.metabolicO2 / molarMass.o2;
    this.scale = scale;
    const names = station.crew.length > 0 ? this.ids : ["all"];
    const sd = activity.sd / Math.sqrt(Math.max(1, this.unnamed));
    this.activity = names.map((id) => new Wander(new Random(seed, `crew/${id}`), sd, activity.time, tick));
    this.breath = new Float64Array(cabin.count);
  }

  /** Where someone is from now on. */
  send(who: string, module: number): void {
    this.at[this.ids.indexOf(who)] = module;
  }

  /** How many people are in each module, with fractions where nobody has a name. */
  heads(cabin: Cabin, into: Float64Array): void {
    into.fill(0);
    for (const m of this.at) if (cabin.present[m] === 1) into[m] += 1;
    if (this.unnamed === 0) return;
    let space = 0;
    for (let m = 0; m < cabin.count; m++) space += cabin.present[m] * cabin.volume[m];
    for (let m = 0; m < cabin.count; m++) into[m] += (this.unnamed * cabin.present[m] * cabin.volume[m]) / space;
  }

  /** (mol/s) Of O2 for one person, averaged over the day. */
  meanRate(): number {
    return this.perPerson;
  }

  /** Goes on to the next tick, which begins at `time` (s): how hard each person works. */
  advance(cabin: Cabin, time: number): void {
    for (const one of this.activity) one.advance();
    const level = rhythm(time);
    const factor = (i: number) => {
      const busy = this.scale * (level - 1 + level * this.activity[i].value);
      return this.perPerson * Math.max(0, 1 + busy);
    };
    if (this.unnamed > 0) {
      this.heads(cabin, this.breath);
      for (let m = 0; m < this.breath.length; m++) this.breath[m] *= factor(0);
      return;
    }
    this.breath.fill(0);
    this.at.forEach((m, i) => {
      if (cabin.present[m] === 1) this.breath[m] += factor(i);
    });
  }

  breathe(cabin: Cabin, dt: number): void {
    for (let m = 0; m < cabin.count; m++) {
      if (this.breath[m] === 0) continue;
      const used = -cabin.add(m, O2, -this.breath[m] * dt);
      cabin.add(m, CO2, used * respiratoryQuotient);
      cabin.add(m, H2O, (used / this.perPerson) * water);
    }
  }
}
