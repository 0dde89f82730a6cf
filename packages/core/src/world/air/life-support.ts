/** Oxygen made, carbon dioxide and water taken out: controlled, and not perfectly. */
import { molarMass, R } from "../../gas/index.ts";
import { Random } from "../random.ts";
import type { Co2Removal, LifeSupport, OxygenGenerator, Span } from "../scenario/index.ts";
import { Wander } from "../wander.ts";
import { type Cabin, CO2, H2O, O2 } from "./cabin.ts";
import { type Crew, respiratoryQuotient } from "./crew.ts";
import type { Hatches } from "./joined.ts";

const hour = 3600;
/** The rate of a generator is commanded anew this often, and a deviation of ppO2 made good in this time (assumed). */
const command = hour;
const makeGood = 48 * hour;
/** The reading that it is commanded by: sd (Pa) and time (s) of its error, 0.3 mmHg (assumed). */
const reading = { sd: 40, time: 12 * hour };

const during = (spans: readonly Span[], time: number) => spans.some((s) => time >= s.from && time < s.until);

export class LifeSupportPlant {
  private readonly settings: LifeSupport;
  private readonly cabin: Cabin;
  private readonly hatches: Hatches;
  private readonly crew: Crew;
  private readonly errors: readonly Wander[];
  private readonly scale: number;
  private readonly heads: Float64Array;
  /** (mol/s) Commanded, by generator. */
  private readonly rates: Float64Array;
  /** (m3/s) By scrubber. */
  private readonly flows: Float64Array;
  private commanded = Number.NEGATIVE_INFINITY;

  constructor(
    settings: LifeSupport,
    cabin: Cabin,
    hatches: Hatches,
    crew: Crew,
    scale: number,
    seed: number,
    tick: number,
  ) {
    this.settings = settings;
    this.cabin = cabin;
    this.hatches = hatches;
    this.crew = crew;
    this.scale = scale;
    this.rates = new Float64Array(settings.oxygen.length);
    this.heads = new Float64Array(cabin.count);
    this.flows = new Float64Array(settings.co2.length);
    this.balance();
    this.errors = settings.oxygen.map((g, i) => {
      return new Wander(new Random(seed, `oxygen/${g.module}/${i}`), reading.sd, reading.time, tick);
    });
  }

  /** Sizes the scrubbers that the scenario leaves open: each takes its share of what the crew breathes out, from the air of now. */
  balance(): void {
    this.crew.heads(this.cabin, this.heads);
    const people = this.heads.reduce((a, b) => a + b, 0);
    const breathed = people * this.crew.meanRate() * respiratoryQuotient;
    this.settings.co2.forEach(({ module, flow }, i) => {
      const m = this.cabin.index(module);
      const concentration = this.cabin.amount[4 * m + CO2] / this.cabin.volume[m];
      const share = concentration > 0 ? breathed / this.flows.length / concentration : 0;
      this.flows[i] = flow ?? share;
    });
  }

  /** Goes on to the tick that begins at `time` (s). */
  advance(time: number): void {
    for (const error of this.errors) error.advance();
    if (time - this.commanded < command) return;
    this.commanded = time;
    this.crew.heads(this.cabin, this.heads);
    this.settings.oxygen.forEach((generator, i) => {
      this.rates[i] = this.order(generator, this.errors[i].value * this.scale);
    });
  }

  /** (mol/s) What one generator is told: its share of what the people who share its air breathe, and of what is lacking. */
  private order(generator: OxygenGenerator, error: number): number {
    const m = this.cabin.index(generator.module);
    const volume = this.hatches.volumeOf[m];
    if (volume < 0) return 0;
    const modules = this.hatches.volumes[volume].modules;
    const peers = this.settings.oxygen.filter((g) => modules.includes(this.cabin.index(g.module)));
    const share = generator.maxRate / peers.reduce((sum, g) => sum + g.maxRate, 0);
    const people = modules.reduce((sum, i) => sum + this.heads[i], 0);
    const lacking = generator.target - this.cabin.partial(m, O2) - error;
    const wanted = people * this.crew.meanRate() + (lacking * this.hatches.capacity(volume)) / makeGood;
    const mass = Math.min(generator.maxRate, Math.max(0, wanted * share * molarMass.o2));
    const step = generator.rateStep;
    return ((step > 0 ? Math.round(mass / step) * step : mass) * generator.yield) / molarMass.o2;
  }

  apply(time: number, dt: number): void {
    this.settings.oxygen.forEach((generator, i) => {
      if (!during(generator.outages, time)) this.cabin.add(this.cabin.index(generator.module), O2, this.rates[i] * dt);
    });
    this.settings.co2.forEach((scrubber, i) => {
      this.scrub(scrubber, this.flows[i], time, dt);
    });
    this.dry(dt);
  }

  private scrub(scrubber: Co2Removal, mean: number, time: number, dt: number): void {
    if (during(scrubber.outages, time)) return;
    const m = this.cabin.index(scrubber.module);
    const phase = scrubber.cycle > 0 ? (time / scrubber.cycle) % 1 : 0.5;
    const flow = mean * (1 + scrubber.swing * (1 - 2 * phase));
    const part = -Math.expm1((-flow * dt) / this.cabin.volume[m]);
    this.cabin.add(m, CO2, -part * this.cabin.amount[4 * m + CO2]);
  }

  /** Heat exchangers condense what is over the dew point; they do not work in thin air. */
  private dry(dt: number): void {
    const { humidity } = this.settings;
    if (humidity === null) return;
    const { cabin } = this;
    const part = -Math.expm1(-dt / humidity.time);
    for (let m = 0; m < cabin.count; m++) {
      const over = cabin.amount[4 * m + H2O] - (humidity.ppH2O * cabin.volume[m]) / (R * cabin.temperature(m));
      if (over > 0) cabin.add(m, H2O, -over * part);
    }
  }
}
