import assert from "node:assert/strict";
import { test } from "node:test";
import { reserveTimeExponential } from "../gas/index.ts";
import { pascal, pascalPerSecond, second } from "../quantity/index.ts";
import { stationBuilder } from "../station/index.ts";
import { type AlarmKind, createEngine, type Input } from "./index.ts";
import { alarms, cabinAir, estimates, hour, mmHg, run, sample, shuffled, story, t0 } from "./testing.ts";

const limits = {
  total_pressure_min_mmHg: 724,
  total_pressure_max_mmHg: 770,
  ppO2_min_mmHg: 146,
  ppO2_max_mmHg: 173,
  o2_fraction_max: 0.241,
} as const;
const station = stationBuilder()
  .module("lab", 100)
  .module("attic", 50)
  .hatch("h", "lab", "attic", { state: "closed" })
  .vehicle("soyuz", ["lab"])
  .crew("ada", "soyuz", "lab")
  .limits(limits)
  .sensor("L-P", "lab", { sigma: 0.01, step: 0 })
  .sensor("L-O2", "lab", { quantity: "ppO2", sigma: 0.01, step: 0 })
  .sensor("A-P", "attic", { sigma: 0.01, step: 0 })
  .build();

/** (mmHg) A cabin in which total and oxygen are led through these values, each held for ten minutes. */
function led(levels: readonly { p?: number; o2?: number; attic?: number }[]): Input[] {
  return levels.flatMap(({ p = 750, o2 = 157, attic = 750 }, i) =>
    Array.from({ length: 60 }, (_, k) => {
      const time = t0 + i * 600 + k * 10;
      // A ripple, so that nothing counts as frozen.
      const at = (x: number) => (x + 0.005 * (k % 3)) * mmHg;
      return [sample(time, "L-P", at(p)), sample(time, "L-O2", at(o2)), sample(time, "A-P", at(attic))];
    }).flat(),
  );
}

const cases: { kind: AlarmKind; levels: Parameters<typeof led>[0]; text: RegExp }[] = [
  {
    kind: "pressure-low",
    levels: [{}, { p: 724.2 }, { p: 723.8 }, { p: 724.5 }, { p: 723.8 }, { p: 725.5 }],
    text: /^Pressure 723\.8\d mmHg in lab, below the limit of 724\.00 mmHg \(mean of one minute\)$/,
  },
  {
    kind: "pressure-high",
    levels: [{}, { p: 769.8 }, { p: 770.2 }, { p: 769.5 }, { p: 770.2 }, { p: 768 }],
    text: /^Pressure 770\.2\d mmHg in lab, above the limit of 770\.00 mmHg/,
  },
  {
    kind: "ppO2-low",
    levels: [{}, { o2: 146.2 }, { o2: 145.8 }, { o2: 146.5 }, { o2: 145.8 }, { o2: 148 }],
    text: /^ppO2 145\.8\d mmHg in lab, below the limit of 146\.00 mmHg/,
  },
  {
    kind: "ppO2-high",
    levels: [{}, { o2: 172.8 }, { o2: 173.2 }, { o2: 172.5 }, { o2: 173.2 }, { o2: 171 }],
    text: /^ppO2 173\.2\d mmHg in lab, above the limit of 173\.00 mmHg/,
  },
  {
    kind: "o2-fraction-high",
    levels: [
      { p: 730 },
      { p: 700, o2: 168 },
      { p: 700, o2: 169 },
      { p: 700, o2: 168 },
      { p: 700, o2: 169 },
      { p: 700, o2: 165 },
    ],
    text: /^O2 fraction 24\.1 % in lab, above the limit of 24\.1 %/,
  },
];
for (const { kind, levels, text } of cases) {
  test(`${kind} is raised beyond the limit and cleared well inside it, not between`, () => {
    const events = alarms(run(createEngine(station), led(levels)), kind);
    assert.deepEqual(story(events), [`${kind}-1 raised`, `${kind}-1 cleared`]);
    assert.ok(Math.abs(events[0].time - (t0 + 1290)) <= 90, `raised at ${events[0].time - t0}`);
    assert.ok(Math.abs(events[1].time - (t0 + 3090)) <= 90, `cleared at ${events[1].time - t0}`);
    assert.match(events[0].text, text);
  });
}

const limit = ["pressure-low", "pressure-high", "ppO2-low", "ppO2-high", "o2-fraction-high"] as const;

test("limits hold only where people are, and follow them", () => {
  const levels = [{ attic: 700 }, { attic: 700 }, { attic: 700 }];
  assert.deepEqual(story(run(createEngine(station), led(levels)), ...limit), []);
  const goes: Input = { type: "crew", time: second(t0 + 700), who: "ada", module: "attic" };
  const comes: Input = { type: "crew", time: second(t0 + 1300), who: "ada", module: "lab" };
  const air = [...led(levels), goes, comes].sort((a, b) => a.time - b.time);
  const told = alarms(run(createEngine(station), air), "pressure-low");
  assert.deepEqual(story(told), ["pressure-low-1 raised", "pressure-low-1 cleared"]);
  assert.match(told[0].text, /in attic/);
  assert.match(told[1].text, /no longer a volume of its own with people in it/);
});

test("of two gauges that disagree the lower one is held against the lower limit", () => {
  const pair = stationBuilder().module("lab", 100).crewCount(2).limits(limits).sensor("P1", "lab").sensor("P2", "lab");
  const parted = cabinAir(pair.build(), { hours: 5 }).map((i) =>
    i.type === "sample" && i.sensor === "P2" && i.time > t0 + 2 * hour
      ? { ...i, value: i.value - ((i.time - t0 - 2 * hour) / hour) * 15 * mmHg }
      : i,
  );
  const [low] = alarms(run(createEngine(pair.build()), parted), "pressure-low");
  assert.ok(low.time > t0 + 3.7 * hour && low.time < t0 + 3.9 * hour, `${(low.time - t0) / hour} h`);
});

test("limits hold in every volume that is measured where nobody is told to be aboard", () => {
  const unmanned = stationBuilder().module("lab", 100).limits(limits).sensor("P1", "lab").build();
  const low = cabinAir(unmanned, { hours: 0.2, pressure: { lab: 700 * mmHg } });
  assert.deepEqual(story(run(createEngine(unmanned), low), "pressure-low"), ["pressure-low-1 raised"]);
});

test("one bad sample of a sensor that speaks once a minute passes no limit", () => {
  const slow = stationBuilder().module("lab", 100).crewCount(2).limits(limits).sensor("P", "lab", { period_s: 60 });
  const air = cabinAir(slow.build(), { hours: 6 });
  const spiked = air.map((i, n) => (i.type === "sample" && n === 200 ? { ...i, value: 700 * mmHg } : i));
  assert.deepEqual(story(run(createEngine(slow.build()), spiked)), []);
});

test("reserve-short is raised when the reserve passes its limit, with the closed formula's number", () => {
  const shed = stationBuilder().module("shed", 100).crewCount(2).limits({ abandon_below_reserve_min: 6000 });
  const shut = shed.sensor("P", "shed").build();
  const holes = [{ module: "shed", area_mm2: 1, from: t0 + hour, to: t0 + 3 * hour }];
  const events = run(createEngine(shut), cabinAir(shut, { hours: 4, holes }));
  const told = alarms(events, "reserve-short");
  assert.deepEqual(story(told), ["reserve-short-1 raised", "reserve-short-1 cleared"]);
  assert.match(
    told[0].text,
    /^Reserve [\d.]+ \([\d.]+ to [\d.]+\) min to 490 mmHg, 1 mmHg every [\d]+ s, limit 4\.2 d$/,
  );
  assert.ok(told[1].time > t0 + 3 * hour);
  const e = estimates(events).findLast((x) => x.time < t0 + 3 * hour)!;
  // Truth: tau ln(P/Plim), tau = V/(CdA x 199.26 m/s).
  const tau = 100 / (1e-6 * 199.26);
  const pressure = 750 * mmHg * Math.exp(-(e.time - t0 - hour) / tau);
  const truth = tau * Math.log(pressure / (490 * mmHg));
  assert.ok(e.reserve!.low < truth && truth < e.reserve!.high, `${truth} outside ${JSON.stringify(e.reserve)}`);
  const formula = reserveTimeExponential(pascal(pressure), e.reservePressure, pascalPerSecond(e.dpdt.value));
  assert.ok(Math.abs(e.reserve!.value / formula - 1) < 2e-3, `${e.reserve!.value} s, not ${formula} s`);
});

for (const [period, every] of [
  [10, 600],
  [10, 60],
  [10, 90],
  [47, 600],
  [300, 600],
  [420, 1000],
]) {
  test(`estimates of a sensor that speaks every ${period} s come at least every ${every} s while a leak is open`, () => {
    const slow = stationBuilder().module("shed", 100).crewCount(2).sensor("P", "shed", { period_s: period }).build();
    const air = cabinAir(slow, { hours: 7, holes: [{ module: "shed", area_mm2: 4, from: t0 + 2 * hour }] });
    const events = run(createEngine(slow, { every: second(every) }), air);
    const [raised] = alarms(events, "leak");
    const times = estimates(events).map((e) => e.time);
    assert.equal(times[0], raised.time);
    const gaps = times.slice(1).map((t, i) => t - times[i]);
    assert.ok(Math.max(...gaps) <= every, `${Math.max(...gaps)} s`);
    assert.equal(times.at(-1), air.at(-1)!.time);
    // In its first minutes it is told again as it sharpens.
    const settled = gaps.slice(0, -1).filter((_, i) => times[i] > raised.time + 300);
    if (period === 10 && every === 600) assert.ok(Math.min(...settled) > 480, `${Math.min(...settled)} s`);
  });
}

test("estimates come in time too where rows come late and out of order", () => {
  const shed = stationBuilder().module("shed", 100).crewCount(2).sensor("P", "shed").build();
  const air = cabinAir(shed, { hours: 7, holes: [{ module: "shed", area_mm2: 4, from: t0 + 2 * hour }] });
  for (const every of [120, 600]) {
    const events = run(createEngine(shed, { every: second(every) }), shuffled(air, 110, 21));
    const times = estimates(events).map((e) => e.time);
    assert.ok(times.length > 20);
    const gaps = times.slice(1).map((t, i) => t - times[i]);
    assert.ok(Math.max(...gaps) <= every, `${Math.max(...gaps)} s`);
  }
});
