/** A leak check drawn by chance: the volume, its gauges, who is inside, what is asked of it, and what really leaks. */
import { chokedFlow, dryAir, pressureOfFlow } from "../../packages/core/src/gas/index.ts";
import { type Checked, type CheckPlan, planCheck, questionOf, silenceOf } from "../../packages/core/src/mend/index.ts";
import { cubicMetre, kilogramPerSecond, pascal, squareMetre, toSI } from "../../packages/core/src/quantity/index.ts";
import { type Station, stationBuilder } from "../../packages/core/src/station/index.ts";
import { Random } from "../../packages/core/src/world/random.ts";

export interface Drawn {
  readonly station: Station;
  readonly scenario: string;
  /** (kg/s) What is tight; and what really leaks, over it. */
  readonly residual: number;
  readonly leaks: number;
  readonly plan: CheckPlan;
  /** (s) Of the check's start, from the start of the recording. */
  readonly from: number;
  readonly group: string;
}

/** (s) Of the recording before the check; and (expected times) how long it goes on. */
const before = 1800;
const longest = 8;
/** (s) How long the checks that are drawn are expected to take. */
const expectedTimes = [20 * 60, 6 * 3600] as const;

export function draw(seed: number): Drawn {
  const random = new Random(seed, "check");
  const between = (low: number, high: number) => low * (high / low) ** random.uniform();
  const pick = <T>(...of: T[]) => of[Math.floor(random.uniform() * of.length)];
  const volume = between(5, 400);
  const people = random.uniform() < 0.15 ? pick(1, 2) : 0;
  const measured = random.uniform() < 0.7;
  const builder = stationBuilder().module("part", volume).module("rest", 400).hatch("h", "part", "rest");
  builder.vehicle("ship", ["rest"], { seats: 6 });
  for (let i = 0; i < 3; i++) builder.crew(`c${i}`, "ship", i < people ? "part" : "rest");
  const count = pick(1, 1, 2, 3);
  for (let i = 0; i < count; i++) {
    builder.sensor(`P${i}`, "part", { sigma: between(0.02, 0.3), step: pick(0, 0.1, 0.5), period_s: pick(10, 60) });
  }
  if (measured) {
    const thermometer = { quantity: "temperature", unit: "degC", sigma: 0.05, step: 0.1, period_s: 60 } as const;
    builder.sensor("T", "part", thermometer);
  }
  const station = builder.build();
  const gauges = station.sensors.filter((s) => s.quantity === "pressure");
  const temperature = toSI("temperature", 22, "degC");
  const breathed = kilogramPerSecond(people * station.metabolicO2);
  const checked: Checked = {
    modules: ["part"],
    volume,
    temperature,
    breathed: pressureOfFlow("o2", breathed, cubicMetre(volume), temperature),
    share: volume / (volume + 400),
    thermometers: station.sensors.filter((s) => s.quantity === "temperature"),
    silence: silenceOf(gauges.map((g) => g.period)),
    settling: 0,
    curing: 0,
  };
  // The limit that takes so long to prove.
  const wanted = between(...expectedTimes);
  const planFor = (residual: number) => planCheck(checked, gauges, questionOf(checked, residual));
  let [low, high] = [1e-9, 1e-2];
  for (let i = 0; i < 14; i++) {
    const middle = Math.sqrt(low * high);
    const { expected } = planFor(middle);
    if (expected === null || expected > wanted) low = middle;
    else high = middle;
  }
  const residual = high;
  const plan = planFor(residual);
  const leaks = pick(0, 0, 0, 0, 1, 1, 1, 1, 3);
  const pressure = toSI("pressure", 745, "mmHg");
  const perArea = chokedFlow(squareMetre(1e-6), pascal(pressure), temperature, dryAir);
  const area = (leaks * residual) / perArea;
  const chilled = measured && random.uniform() < 0.2;
  const length = before + longest * (plan.expected ?? 0);
  const scenario = scenarioOf(area, length, chilled);
  const group =
    people > 0 ? "people inside" : chilled ? "cooling by 0.4 K" : measured ? "thermometer" : "no thermometer";
  return { station, scenario, residual, leaks, plan, from: before, group };
}

/** (mm2, s) With a hole of that area, for so long. */
function scenarioOf(area: number, length: number, chilled: boolean): string {
  return [
    "hullwatch: scenario/1\nid: check\nname: A leak check\nstation: none\nstart: 2020-01-01T00:00:00Z",
    `duration: ${Math.ceil(length / 60) + 10}min\nair: {pressure: 745mmHg, temperature: 22degC}`,
    area === 0 ? "" : `leaks: [{module: part, area: ${area}mm2, from: "2019-12-31T00:00:00Z"}]`,
    "happenings:",
    `  - {at: +${before}s, kind: hatch, hatch: h, to: closed}`,
    `  - {at: +${before}s, kind: check, module: part, state: start}`,
    chilled ? `  - {at: +${before + 300}s, kind: temperature, change: -0.4K, over: 2h, modules: [part]}` : "",
  ].join("\n");
}
