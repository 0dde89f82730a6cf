/** The station's air advanced through time: every process in turn, in steps as long as is honest. */
import type { Station } from "../../station/index.ts";
import type { AirState, Happening, Leak, Scenario } from "../scenario/index.ts";
import { AirlockCycle } from "./airlock.ts";
import { awayAtStart, Cabin, startingAir } from "./cabin.ts";
import { Crew } from "./crew.ts";
import { GasWeather } from "./gas-weather.ts";
import { leakArea, letThrough, longestStep, type Opening } from "./holes.ts";
import { Hatches } from "./joined.ts";
import { LifeSupportPlant } from "./life-support.ts";
import { withLocks } from "./lock.ts";
import { settle } from "./settle.ts";
import { Supplies } from "./supply.ts";
import { TemperatureWeather } from "./temperature.ts";
import { Airflow } from "./ventilation.ts";

/** (s) The weather moves on in ticks of this, whatever steps the gas takes. */
export const tick = 60;
/** (s) Steps are never shorter, and while an airlock works never longer than this. */
const shortest = 1;
const duringAirlock = 10;

type Report = (parameter: string, value: string) => void;

/**
 * The air of a scenario on the station `file` at its start, already settled; the same `seed` (an integer) gives the same
 * air. It moves on only as it is told to: `beginTick` every `tick` (s), `step` within it, `happen` and `finish` between steps.
 * Throws `RangeError` for a module that the station does not have, which `parseScenario` rules out.
 */
export class World {
  readonly cabin: Cabin;
  readonly hatches: Hatches;
  readonly crew: Crew;
  readonly airflow: Airflow;
  readonly scenario: Scenario;
  private readonly plant: LifeSupportPlant;
  private readonly supplies: Supplies;
  private readonly temperatures: TemperatureWeather;
  private readonly gasWeather: GasWeather;
  private readonly starting: readonly AirState[];
  /** Every leak, over or still to come. */
  readonly holes: Leak[] = [];
  private leaks: readonly Opening[] = [];
  private readonly seals = new Map<number, Opening>();
  private readonly jammed = new Set<number>();
  private openings: readonly Opening[] = [];
  private airlocks: AirlockCycle[] = [];
  /** (1/s) Part of the air that seeps out. */
  private readonly seepage: number;
  private readonly hatchIds: readonly string[];
  private tickStart: number;

  constructor(asked: Scenario, file: Station, seed: number) {
    const { scenario, station } = withLocks(file, asked);
    this.scenario = scenario;
    const { weather, start } = scenario;
    const cabin = new Cabin(station);
    this.cabin = cabin;
    for (const id of awayAtStart(scenario).keys()) cabin.present[cabin.index(id)] = 0;
    this.hatches = new Hatches(station, cabin);
    this.starting = startingAir(station, scenario);
    const warmth = this.starting.map((air) => air.temperature);
    this.temperatures = new TemperatureWeather(station, scenario, warmth, seed, tick);
    cabin.wall.set(this.temperatures.next);
    for (let m = 0; m < cabin.count; m++) cabin.fill(m, this.starting[m]);
    this.gasWeather = new GasWeather(weather.gas, scenario.air.pressure, seed, tick);
    this.crew = new Crew(station, cabin, weather.crew, seed, tick);
    this.plant = new LifeSupportPlant(scenario.lifeSupport, cabin, this.hatches, this.crew, weather.gas, seed, tick);
    this.supplies = new Supplies(station, cabin, this.hatches);
    this.airflow = new Airflow(scenario.ventilation, cabin, this.hatches);
    let mass = 0;
    for (let m = 0; m < cabin.count; m++) mass += cabin.total[m] * cabin.molarMass(m);
    this.seepage = scenario.nominalLeakage / mass;
    for (const leak of scenario.leaks) this.addLeak(leak);
    this.hatchIds = station.hatches.map((h) => h.id);
    this.tickStart = start;
    settle(this, this.starting);
  }

  /** Begins the tick at `time` (s): the weather is drawn up to its end. */
  beginTick(time: number): void {
    this.tickStart = time;
    this.temperatures.advance(time + tick);
    this.gasWeather.advance();
    this.advanceLife(time);
  }

  /** Crew and life support only: what `settle` runs ahead of the start. */
  advanceLife(time: number): void {
    this.crew.advance(this.cabin, time);
    this.plant.advance(time);
  }

  /** Sizes the machines that the scenario leaves open, from the air of now. */
  balance(): void {
    this.plant.balance();
  }

  /** (s) The longest honest step from `time`. */
  longestStep(time: number): number {
    const openings = longestStep(this.openings, this.cabin, this.hatches, time);
    return Math.max(shortest, Math.min(openings, this.airlocks.length > 0 ? duringAirlock : tick));
  }

  /** Advances everything from `time` (s) by `dt` (s), within one tick. */
  step(time: number, dt: number): void {
    const { cabin, hatches } = this;
    this.live(time, dt);
    this.gasWeather.apply(cabin, dt);
    this.supplies.flow(dt);
    for (const cycle of this.airlocks) cycle.run(cabin, hatches, time, dt);
    letThrough(this.openings, cabin, hatches, time, dt);
    if (this.seepage > 0) {
      for (let m = 0; m < cabin.count; m++) cabin.lose(m, cabin.present[m] * cabin.total[m] * this.seepage * dt);
    }
    this.warm(time + dt, dt);
    hatches.equalise();
  }

  /** People, machines and fans for `dt` (s). */
  live(time: number, dt: number): void {
    this.crew.breathe(this.cabin, dt);
    this.plant.apply(time, dt);
    this.airflow.mix(dt);
  }

  private warm(time: number, dt: number): void {
    const { cabin, temperatures } = this;
    const part = Math.min(1, (time - this.tickStart) / tick);
    const keep = this.scenario.wallTime > 0 ? Math.exp(-dt / this.scenario.wallTime) : 0;
    for (let m = 0; m < cabin.count; m++) {
      cabin.wall[m] = temperatures.last[m] + part * (temperatures.next[m] - temperatures.last[m]);
      cabin.chill[m] *= keep;
    }
  }

  /** Lets something happen; what the recording is told of it goes to `report`. */
  happen(h: Happening, report: Report): void {
    switch (h.kind) {
      case "hatch":
        this.moveHatch(this.hatches.index(h.hatch), h.to === "open", h.leaky);
        if (h.reported) report(`hatch:${h.hatch}`, h.to);
        break;
      case "supply": {
        const rate = this.supplies.open(h.supply, h.rate, h.until, h.reported);
        if (h.reported) report(`supply:${h.supply}`, rateText(rate));
        break;
      }
      case "release":
        this.supplies.release(h.gas, h.module, h.rate, h.until);
        break;
      case "crew":
        this.crew.send(h.who, this.cabin.index(h.to));
        if (h.reported) report(`crew:${h.who}`, h.to);
        break;
      case "row":
        report(h.parameter, h.value);
        break;
      case "airlock":
        this.beginAirlock(h, report);
        break;
      case "dock":
      case "undock":
        for (const id of h.modules) this.dock(this.cabin.index(id), h.kind === "dock" ? h.air : null);
        this.regroup();
        break;
      case "jam":
        if (h.stuck) this.jammed.add(this.hatches.index(h.hatch));
        else this.jammed.delete(this.hatches.index(h.hatch));
        break;
      case "ventilation":
        this.airflow.on = h.on;
        this.airflow.reroute();
        break;
      default:
        // Hand gauges are read by `simulate`, temperature changes by `TemperatureWeather`.
        break;
    }
  }

  /** Brings to an end what ends at `time` (s): supplies are shut, airlocks open their hatches again. */
  finish(time: number, report: Report): void {
    for (const supply of this.supplies.shut(time)) report(`supply:${supply}`, "0");
    const done = this.airlocks.filter((cycle) => cycle.end <= time);
    if (done.length === 0) return;
    this.airlocks = this.airlocks.filter((cycle) => !done.includes(cycle));
    for (const cycle of done) this.turn(cycle.hatches, true, cycle.plan.reported, report);
    this.regroup();
  }

  private beginAirlock(h: Happening & { kind: "airlock" }, report: Report): void {
    const { cabin, hatches } = this;
    const module = cabin.index(h.module);
    const open = hatches.of(module).filter((hatch) => hatches.passable(hatch));
    this.airlocks.push(new AirlockCycle({ ...h, module, into: cabin.index(h.into) }, cabin, open));
    this.turn(open, false, h.reported, report);
    this.regroup();
  }

  private turn(which: readonly number[], open: boolean, reported: boolean, report: Report): void {
    for (const hatch of which) {
      if (this.jammed.has(hatch)) continue;
      this.hatches.open[hatch] = open ? 1 : 0;
      if (reported) report(`hatch:${this.hatchIds[hatch]}`, open ? "open" : "closed");
    }
  }

  private moveHatch(hatch: number, open: boolean, leaky: number): void {
    if (this.jammed.has(hatch)) return;
    this.hatches.open[hatch] = open ? 1 : 0;
    const [from, to] = this.hatches.ends[hatch];
    this.seals.delete(hatch);
    if (!open && leaky > 0) this.seals.set(hatch, { from, to, area: () => leaky });
    this.openings = [...this.leaks, ...this.seals.values()];
    this.regroup();
  }

  /** A leak that the scenario did not know of; what of it changes later is read from `leak` as time comes to it. */
  addLeak(leak: Leak): void {
    const { cabin } = this;
    this.holes.push(leak);
    const opening = {
      from: cabin.index(leak.module),
      to: leak.to === null ? -1 : cabin.index(leak.to),
      area: (time: number) => leakArea(leak, time),
    };
    this.leaks = [...this.leaks, opening];
    this.openings = [...this.leaks, ...this.seals.values()];
  }

  /** Modules get warmer or colder from a moment of the future on, as a happening says. */
  addTemperature(h: Happening & { readonly kind: "temperature" }): void {
    this.temperatures.add(h);
  }

  /** `air` is what it brings; null = it leaves. */
  private dock(module: number, air: AirState | null): void {
    this.cabin.present[module] = air === null ? 0 : 1;
    for (const hatch of this.hatches.of(module)) this.hatches.open[hatch] = 0;
    if (air !== null) this.cabin.fill(module, air);
  }

  private regroup(): void {
    this.hatches.regroup();
    this.airflow.reroute();
    this.hatches.equalise();
  }
}

/** (kg/h) As a `supply:` row has it. */
const rateText = (rate: number) => String(Number((rate * 3600).toPrecision(6)));
