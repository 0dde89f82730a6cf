/** One run of a scenario: the world is advanced, sensors read, rows delivered as they would arrive. */
import { fromSI, pascal } from "../quantity/index.ts";
import type { Station } from "../station/index.ts";
import { edges, inOrder, leakMoments, momentsOf, unfold } from "./agenda.ts";
import { tick, World } from "./air/index.ts";
import { Random } from "./random.ts";
import type { Delivery, Fault, Gap, Happening, Leak, Scenario } from "./scenario/index.ts";
import { Downlink, type Row, SimulatedSensor, stamp } from "./signal/index.ts";
import { leakTruth, type StateTruth, stateTruth, type TruthEntry } from "./truth.ts";

/** (s) Between two entries of the truth. */
const truthEvery = 600;
/** (mmHg) To which a person reads a dial. */
const dialStep = 0.5;

/** A scenario as it runs, step by step. */
export class Run {
  readonly end: number;
  /** (s) */
  private readonly longest: number;
  private readonly station: Station;
  private readonly world: World;
  private readonly truth: (entry: TruthEntry) => void;
  private readonly sensors: readonly SimulatedSensor[];
  private readonly downlink: Downlink;
  private readonly dial: Random;
  private readonly agenda: Happening[];
  private edges: number[];
  private readonly onsets: Scenario["leaks"];
  private tickEnd: number;
  private nextTruth: number;
  private nextHappening = 0;
  private nextEdge = 0;
  private nextOnset = 0;
  private out: Row[] = [];

  constructor(scenario: Scenario, station: Station, seed: number, truth: (entry: TruthEntry) => void) {
    this.station = station;
    this.truth = truth;
    this.world = new World(scenario, station, seed);
    this.end = scenario.start + scenario.duration;
    const { faults, weather, start, step } = scenario;
    this.longest = step;
    this.sensors = station.sensors.map((s) => {
      return new SimulatedSensor(s, this.world.cabin, faults, weather.sensors, start, seed, tick);
    });
    this.downlink = new Downlink(scenario.delivery, seed);
    this.dial = new Random(seed, "gauge");
    this.agenda = unfold(this.world.scenario.happenings, this.end);
    this.edges = edges(scenario);
    this.onsets = scenario.leaks.toSorted((a, b) => a.from - b.from);
    this.tickEnd = start;
    this.nextTruth = start;
    this.mark(start);
  }

  /** Rows that have arrived since the last call. */
  take(): readonly Row[] {
    const rows = this.out;
    this.out = [];
    return rows;
  }

  /** One step from `time` (s), to `limit` (s) at most; gives the time that it ends at. */
  advance(time: number, limit: number = this.end): number {
    if (time >= this.tickEnd) this.beginTick(time);
    this.bringAbout(time);
    const until = Math.min(limit, this.stepEnd(time));
    const { cabin } = this.world;
    for (const sensor of this.sensors) sensor.begin(cabin);
    this.world.step(time, until - time);
    for (const sensor of this.sensors) sensor.end(cabin, until - time);
    this.sample(time, until);
    this.mark(until);
    return until;
  }

  /** Somebody does something that the scenario does not know of; not before `time` of the next step. */
  order(happening: Happening): void {
    let place = this.agenda.length;
    while (place > this.nextHappening && this.agenda[place - 1].at > happening.at) place--;
    this.agenda.splice(place, 0, happening);
    this.watch(momentsOf(happening));
    if (happening.kind === "temperature") this.world.addTemperature(happening);
  }

  /** A leak that the scenario does not know of. Its end and its patches may be changed as long as they are ahead. */
  addLeak(leak: Leak): void {
    this.world.addLeak(leak);
    this.watch(leakMoments(leak));
  }

  /** A fault that the scenario does not know of; its end may be changed as long as it is ahead. */
  addFault(fault: Fault): void {
    this.sensors.find(({ sensor }) => sensor.id === fault.sensor)?.addFault(fault);
  }

  /** A loss of signal that the scenario does not know of. */
  addGap(gap: Gap): void {
    this.downlink.addGap(gap);
  }

  /** The sensors' clock is set at a moment that is now or later. */
  addClockStep(step: Delivery["clock"][number]): void {
    this.downlink.addClockStep(step);
  }

  /** What really is, at `time` (s), up to which it has been advanced. */
  truthAt(time: number): StateTruth {
    return stateTruth(this.world, this.station, time);
  }

  /** Whether a module is part of the station now. */
  isHere(module: string): boolean {
    const { cabin } = this.world;
    return cabin.present[cabin.index(module)] === 1;
  }

  /** Steps end at these moments (s) too. */
  private watch(moments: readonly number[]): void {
    this.edges = inOrder([...this.edges.slice(this.nextEdge), ...moments]);
    this.nextEdge = 0;
  }

  /** What is still on its way arrives. */
  finish(): void {
    this.downlink.flush(Number.POSITIVE_INFINITY, this.out);
  }

  private beginTick(time: number): void {
    this.tickEnd = time + tick;
    this.world.beginTick(time);
    for (const sensor of this.sensors) sensor.advance();
  }

  private bringAbout(time: number): void {
    const report = (parameter: string, value: string) => {
      this.downlink.flush(time, this.out);
      this.out.push({ time: stamp(time), parameter, value });
    };
    this.world.finish(time, report);
    while (this.nextHappening < this.agenda.length && this.agenda[this.nextHappening].at <= time) {
      const h = this.agenda[this.nextHappening++];
      if (h.kind === "gauge") report(`gauge:${h.module}`, this.readDial(h));
      else this.world.happen(h, report);
    }
    while (this.edges[this.nextEdge] <= time) this.nextEdge++;
  }

  private readDial({ module, sigma }: Happening & { kind: "gauge" }): string {
    const { cabin } = this.world;
    const felt = cabin.pressure(cabin.index(module)) + sigma * this.dial.normal();
    return (Math.round(fromSI("pressure", pascal(felt), "mmHg") / dialStep) * dialStep).toFixed(1);
  }

  private stepEnd(time: number): number {
    const begun = this.tickEnd - tick;
    const grid = begun + this.longest * (1 + Math.floor((time - begun) / this.longest));
    const limit = Math.min(grid, this.tickEnd, this.end, this.nextTruth);
    const edge = this.edges[this.nextEdge] ?? Number.POSITIVE_INFINITY;
    return Math.min(limit, edge, time + this.world.longestStep(time));
  }

  /** Every reading due from `from` up to and without `until`, in order of time and then of the station's list. */
  private sample(from: number, until: number): void {
    const { present } = this.world.cabin;
    for (;;) {
      let time = until;
      for (const sensor of this.sensors) if (sensor.due < time) time = sensor.due;
      if (time >= until) return;
      const part = (time - from) / (until - from);
      for (const sensor of this.sensors) {
        if (sensor.due > time) continue;
        sensor.schedule();
        if (present[sensor.module] === 0) continue;
        const value = sensor.read(time, part);
        if (value !== null) this.downlink.send(time, sensor.sensor.id, value, this.out);
      }
    }
  }

  private mark(time: number): void {
    while (this.nextOnset < this.onsets.length && this.onsets[this.nextOnset].from <= time) {
      this.truth(leakTruth(this.onsets[this.nextOnset++], this.end));
    }
    if (time < this.nextTruth) return;
    this.truth(stateTruth(this.world, this.station, time));
    this.nextTruth += truthEvery;
  }
}
