import assert from "node:assert/strict";
import { describe, it, test } from "node:test";
import { fromSI, second } from "../quantity/index.ts";
import { stationBuilder } from "../station/index.ts";
import { createEngine, type HullwatchEvent, type Input } from "./index.ts";
import { alarms, cabinAir, estimates, feed, hour, lines, mmHg, run, sample, seeded, story, t0 } from "./testing.ts";

const gauge = { sigma: 0.02, step: 0.01, period_s: 1 };
const size = 100;
const station = ["P1", "P2", "P3"]
  .reduce((b, id) => b.sensor(id, "cabin", gauge), stationBuilder().module("cabin", size))
  .build();
const hours = 1.5;
const onset = t0 + hour + 7;
/** (mm2) Through which 100 m3 at 750 mmHg fall by `rate` (mmHg/h). */
const areaOf = (rate: number) => (rate * size * 1e6) / (750 * 3600 * 199.26);
const leaking = (rate: number, seed: number) =>
  cabinAir(station, { hours, seed, holes: [{ module: "cabin", area_mm2: areaOf(rate), from: onset }] });
const calm = (seed: number) => cabinAir(station, { hours, seed });
/** The same as they would read had the pressure gone `shift` (Pa) further, by sensor and seconds since the onset. */
const bent = (inputs: readonly Input[], shift: (sensor: string, since: number) => number) =>
  inputs.map((i) => (i.type === "sample" ? { ...i, value: i.value + shift(i.sensor, i.time - onset) } : i));
const before = (inputs: readonly Input[], time: number) => inputs.filter((i) => i.time < time);

describe("three gauges at 1 Hz", () => {
  for (const [rate, seconds] of [
    [80, 8],
    [8, 100],
  ]) {
    it(`tell of ${rate} mmHg/h within ${seconds} s, and of its size with an interval that holds, then and 20 minutes later`, (t) => {
      const delays: number[] = [];
      for (const seed of [1, 2, 3]) {
        const events = run(createEngine(station), leaking(rate, seed));
        const [alarm, ...more] = alarms(events, "leak");
        assert.equal(alarm?.state, "raised");
        assert.deepEqual(more, []);
        delays.push(alarm.time - onset);
        const { low, high } = alarm.onset!;
        assert.ok(low <= alarm.time - onset && alarm.time - onset <= high, `${low} to ${high}`);
        const all = estimates(events);
        for (const e of [all[0], all.find((e) => e.time >= onset + 1200)!]) {
          const [least, most] = [e.dpdt.low, e.dpdt.high].map((x) => fromSI("pressureRate", x, "mmHg/h"));
          // At the pressure of the moment, which the leak itself takes down.
          const now = rate * Math.exp((-rate / 750) * ((e.time - onset) / 3600));
          assert.ok(least <= now && now <= most, `${now} outside ${least} to ${most}`);
        }
      }
      t.diagnostic(`after ${delays.join(", ")} s`);
      for (const delay of delays) assert.ok(delay > 0 && delay <= seconds, `${delays}`);
    });
  }
});

describe("an estimate sharpens by the sample", () => {
  const early = (events: readonly HullwatchEvent[]) => {
    const all = estimates(events);
    return all.filter((e) => e.time < all[0].time + 60);
  };

  it("and is told again whenever a quarter of its sd is gone", () => {
    const told = early(run(createEngine(station), before(leaking(80, 13), onset + 300)));
    const widths = told.map(({ dpdt }) => dpdt.high - dpdt.low);
    assert.ok(told.length >= 4, `${told.length}`);
    // dpdt is told at the pressure of the moment.
    for (let k = 1; k < widths.length; k++) assert.ok(widths[k] < 0.76 * widths[k - 1], `${widths}`);
    assert.ok(widths.at(-1)! < 0.1 * widths[0]);
    const { low, high, value } = told.at(-1)!.onset;
    const since = told.at(-1)!.time - onset;
    assert.ok(Math.abs(value - since) < 3 && high - low < 3, `${low} to ${high}, ${since}`);
  });

  it("until somebody patches it, lets gas in or notes an operation", () => {
    const air = before(leaking(80, 13), onset + 300);
    const at = air.findIndex((i) => i.time > onset + 8);
    const time = second(onset + 8);
    const acts: readonly Input[] = [
      { type: "patch", time, module: "cabin", state: "applied" },
      { type: "note", time, who: "crew", text: "airlock operation" },
    ];
    for (const act of acts) {
      const told = early(run(createEngine(station), [...air.slice(0, at), act, ...air.slice(at)]));
      assert.ok(
        told.every((e) => e.time <= time || e.time % 60 < 2),
        `${told.map((e) => e.time - onset)}`,
      );
    }
  });
});

describe("no leak is told of", () => {
  const none = (inputs: readonly Input[]) => assert.deepEqual(story(run(createEngine(station), inputs), "leak"), []);

  it("where one gauge of three falls, at 8 or at 80 mmHg/h", () => {
    for (const rate of [8, 80]) {
      none(bent(calm(4), (id, since) => (id === "P2" ? (-rate * mmHg * Math.max(0, since)) / 3600 : 0)));
    }
  });

  it("where one gauge or all step, or are off for a second", () => {
    for (const ids of [["P1"], ["P1", "P2", "P3"]]) {
      for (const seconds of [1, Number.POSITIVE_INFINITY]) {
        none(bent(calm(5), (id, since) => (ids.includes(id) && since >= 0 && since < seconds ? -mmHg : 0)));
      }
    }
  });

  it("at the end of a rise that nobody reported", () => {
    none(bent(calm(6), (_, since) => (4 * mmHg * Math.min(0, since)) / 3600));
  });

  it("where 0.5 mmHg goes in five minutes after a note that speaks of the airlock", () => {
    const gone = bent(calm(7), (_, since) => -0.5 * mmHg * Math.min(1, Math.max(0, since / 300)));
    const note: Input = { type: "note", time: second(onset - 1), who: "crew", text: "airlock operation" };
    assert.deepEqual(story(run(createEngine(station), gone), "leak"), ["leak-1 raised"]);
    const at = gone.findIndex((i) => i.time >= note.time);
    none([...gone.slice(0, at), note, ...gone.slice(at)]);
  });
});

describe("what is told does not depend on the order in which rows come", () => {
  const inputs = before(leaking(8, 8), onset + 300);

  it("within a frame, the rows of one moment", () => {
    const random = seeded(9);
    const places = inputs.map((input) => ({ input, at: input.time + 0.5 * random() }));
    const mixed = places.sort((a, b) => a.at - b.at).map(({ input }) => input);
    assert.notDeepEqual(mixed, inputs);
    const told = lines(run(createEngine(station), inputs));
    assert.ok(told.some((line) => line.includes('"leak"')));
    assert.deepEqual(lines(run(createEngine(station), mixed)), told);
  });

  it("of seconds, where a row of the air before the leak comes late", () => {
    const at = inputs.findIndex((i) => i.time >= onset - 120);
    const late = [...inputs.slice(0, at), ...inputs.slice(at + 1, at + 40), inputs[at], ...inputs.slice(at + 40)];
    const [plain, mixed] = [inputs, late].map((all) => alarms(run(createEngine(station), all), "leak")[0]);
    assert.deepEqual(mixed, plain);
  });
});

test("a leak that was told of by the sample is not told of again by the minute, and is taken back when it ends", () => {
  const holes = [{ module: "cabin", area_mm2: areaOf(8), from: onset, to: onset + 900 }];
  const events = run(createEngine(station), cabinAir(station, { hours: 3, seed: 10, holes }));
  assert.deepEqual(story(events, "leak"), ["leak-1 raised", "leak-1 cleared"]);
});

test("a gauge that rounds coarsely, or speaks once a minute, leaves it to the tier of minutes", () => {
  for (const more of [
    { sigma: 0.02, step: 0.1, period_s: 1 },
    { sigma: 0.02, step: 0.01, period_s: 60 },
  ]) {
    const slow = stationBuilder().module("cabin", size).sensor("P1", "cabin", more).build();
    const holes = [{ module: "cabin", area_mm2: areaOf(30), from: onset }];
    const engine = createEngine(slow);
    const air = cabinAir(slow, { hours, seed: 11, holes });
    assert.deepEqual(story(feed(engine, before(air, onset + 60)), "leak"), []);
    assert.deepEqual(
      story(
        feed(
          engine,
          air.filter((i) => i.time >= onset + 60),
        ),
        "leak",
      ),
      ["leak-1 raised"],
    );
  }
});

test("rows that say nothing of a moment change nothing", () => {
  const inputs = before(leaking(80, 12), onset + 60);
  const idle = inputs.flatMap((i) => [i, sample(i.time, "P2", Number.NaN)]);
  assert.deepEqual(lines(run(createEngine(station), idle)), lines(run(createEngine(station), inputs)));
});
