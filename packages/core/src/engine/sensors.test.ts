import assert from "node:assert/strict";
import { test } from "node:test";
import { type Station, stationBuilder } from "../station/index.ts";
import { createEngine, type Input, type SampleInput } from "./index.ts";
import { alarms, cabinAir, estimates, gaussian, hour, mmHg, run, sample, seeded, story, t0 } from "./testing.ts";

const withSensors = (n: number, period_s = 10, sigma = 0.04): Station => {
  const builder = stationBuilder().module("cabin", 100).crewCount(2);
  for (let i = 1; i <= n; i++) builder.sensor(`P${i}`, "cabin", { period_s, sigma });
  return builder.build();
};
const two = withSensors(2);
const three = withSensors(3);

/** What a sensor says from hour 2 to hour 4 is made into something else; null = nothing is said. */
const spoil = (inputs: readonly Input[], make: (i: SampleInput) => Input | null, sensor = "P2") =>
  inputs.flatMap((i) => {
    const spoilt = i.type === "sample" && i.sensor === sensor && i.time >= t0 + 2 * hour && i.time < t0 + 4 * hour;
    return spoilt ? (make(i) ?? []) : [i];
  });

test("a sensor that falls silent is stale, and is cleared when it speaks again", () => {
  const events = run(
    createEngine(two),
    spoil(cabinAir(two, { hours: 6 }), () => null),
  );
  assert.deepEqual(story(events), ["stale-1 raised", "stale-1 cleared"]);
  const [raised, cleared] = alarms(events);
  assert.deepEqual([raised.sensor, cleared.sensor], ["P2", "P2"]);
  assert.match(raised.text, /^P2 silent for \d+ min, limit 5 min; it should speak every 10 s$/);
  assert.ok(raised.time - t0 - 2 * hour < 420, `${raised.time - t0 - 2 * hour} s`);
  assert.ok(cleared.time - t0 - 4 * hour < 120);
});

test("a sensor that speaks once an hour is not called silent, and its leak is found", () => {
  const slow = withSensors(1, 3600);
  const air = cabinAir(slow, { hours: 96, holes: [{ module: "cabin", area_mm2: 1, from: t0 + 48 * hour }] });
  const events = run(createEngine(slow), air);
  assert.deepEqual(story(events, "stale", "sensor", "leak"), ["leak-1 raised"]);
  assert.ok(alarms(events, "leak")[0].time < t0 + 72 * hour);
});

test("of two sensors that speak once an hour the one that falls silent is stale", () => {
  const slow = withSensors(2, 3600);
  const air = cabinAir(slow, { hours: 48 }).filter(
    (i) => i.type !== "sample" || i.sensor === "P1" || i.time < t0 + 9 * hour,
  );
  const events = run(createEngine(slow), air);
  assert.deepEqual(story(events), ["stale-1 raised"]);
  assert.equal(alarms(events)[0].sensor, "P2");
});

/** Noise of a whole step: a healthy one of these does not say the same for long. */
const lively = withSensors(3, 10, 0.1);

test("a frozen sensor is stale, told as frozen, and is cleared when it moves again", () => {
  let held = 0;
  const air = spoil(cabinAir(lively, { hours: 6 }), (i) => {
    held ||= i.value;
    return { ...i, value: held };
  });
  const events = run(createEngine(lively), air);
  assert.deepEqual(story(events), ["stale-1 raised", "stale-1 cleared"]);
  assert.match(alarms(events)[0].text, /^P2 frozen: \d+ readings without a change in \d+ min, limit 30 min$/);
  assert.ok(alarms(events)[0].time - t0 - 2 * hour < 0.6 * hour);
});

test("absurd values are a sensor alarm and nothing else; it is cleared by the first possible one", () => {
  for (const value of [-5000, 1e9, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
    const events = run(
      createEngine(two),
      spoil(cabinAir(two, { hours: 6 }), (i) => ({ ...i, value })),
    );
    assert.deepEqual(story(events), ["sensor-1 raised", "sensor-1 cleared"], `${value}`);
    assert.equal(alarms(events)[0].sensor, "P2");
  }
});

test("a sensor that parts from two others is named, and raises no leak", () => {
  const drift = (i: SampleInput) => ({ ...i, value: i.value - ((i.time - t0 - 2 * hour) / hour) * mmHg });
  const events = run(createEngine(three), spoil(cabinAir(three, { hours: 6 }), drift));
  const [raised] = alarms(events);
  assert.deepEqual([raised.kind, raised.state, raised.sensor], ["sensor", "raised", "P2"]);
  assert.deepEqual(story(events, "leak", "rapid-depress", "pressure-low"), []);
});

for (const n of [1, 2, 3]) {
  test(`single spikes, up and down, of ${n} sensor${n > 1 ? "s" : ""} raise nothing`, () => {
    const station = withSensors(n);
    const air = cabinAir(station, { hours: 4 }).map((i, k) =>
      i.type === "sample" && k % 97 === 50 ? { ...i, value: i.value + (k % 2 === 0 ? -40 : 15) * mmHg } : i,
    );
    assert.deepEqual(story(run(createEngine(station), air)), []);
  });
}

for (const n of [1, 2, 3]) {
  test(`a sensor that gets noisy is named and makes no leak, with ${n} sensor${n > 1 ? "s" : ""} (seed 12)`, () => {
    const station = withSensors(n, 60);
    const random = seeded(12);
    const noisy = (i: SampleInput) => ({ ...i, value: i.value + 0.6 * gaussian(random) * mmHg });
    const events = run(createEngine(station), spoil(cabinAir(station, { hours: 8 }), noisy, `P${n}`));
    assert.deepEqual(story(events), ["sensor-1 raised", "sensor-1 cleared"]);
    const [raised] = alarms(events);
    assert.deepEqual([raised.kind, raised.sensor, raised.says.code], ["sensor", `P${n}`, "noisy"]);
    assert.ok(raised.time - t0 - 2 * hour < 0.5 * hour);
  });
}

/** 500 mm2 in 100 m3: 2,690 mmHg/h to begin with. */
const gross = { hours: 2, holes: [{ module: "cabin", area_mm2: 500, from: t0 + hour }] };

for (const n of [1, 2, 3]) {
  test(`a gross drop is a rapid depress within two samples, with ${n} sensor${n > 1 ? "s" : ""}`, () => {
    const station = withSensors(n);
    const [first] = alarms(run(createEngine(station), cabinAir(station, gross)));
    assert.equal(first.kind, "rapid-depress");
    // The first row of the hour has already fallen by ten seconds' worth; two samples later is 20 s.
    assert.ok(first.time - t0 - hour <= 20, `${first.time - t0 - hour} s`);
    assert.match(
      first.text,
      /^Pressure drops [\d.]+ mmHg\/min in the volume of cabin \(over 20 s, P\d.*\), limit 1 mmHg\/min$/,
    );
  });
}

/** (mmHg) All sensors but the last `spared` ones are off by `by` from hour 1 on. */
const plunging = (n: number, by: number, spared: number, period_s = 60) => {
  const station = withSensors(n, period_s);
  const air = cabinAir(station, { hours: 2 }).map((i) => {
    const falls = i.type === "sample" && i.time >= t0 + hour && Number(i.sensor.slice(1)) <= n - spared;
    return falls ? { ...i, value: Math.max(i.value + by * mmHg, 0.1 * mmHg * (i.time % 7)) } : i;
  });
  return run(createEngine(station), air);
};

for (const by of [-740, -50]) {
  test(`${-by} mmHg that are gone from one sample to the next are a rapid depress with the second, where all sensors say so`, () => {
    for (const [n, period] of [
      [2, 60],
      [3, 60],
      [3, 10],
    ]) {
      const [raised] = alarms(plunging(n, by, 0, period), "rapid-depress");
      assert.equal(raised.time, t0 + hour + period);
    }
    assert.deepEqual(story(plunging(1, by, 0), "rapid-depress"), []);
    assert.deepEqual(story(plunging(3, by, 1), "rapid-depress"), []);
    assert.deepEqual(story(plunging(3, by, 2), "rapid-depress"), []);
  });
}

test("a frozen sensor beside the only good one does not keep a rapid depress from being raised", () => {
  const pair = withSensors(2, 10, 0.1);
  const air = cabinAir(pair, gross).map((i) =>
    i.type === "sample" && i.sensor === "P2" ? { ...i, value: 750 * mmHg } : i,
  );
  const rapid = alarms(run(createEngine(pair), air), "rapid-depress");
  assert.ok(rapid.length > 0 && rapid[0].time - t0 - hour <= 20, `${rapid[0]?.time}`);
});

test("a peer that has said the same for hours does not veto a rapid depress, and the alarm says that it does not follow", () => {
  const air = cabinAir(two, { hours: 2, holes: [{ module: "cabin", area_mm2: 25, from: t0 + hour }] }).map((i) =>
    i.type === "sample" && i.sensor === "P2" && i.time > t0 + 0.7 * hour ? { ...i, value: 750 * mmHg } : i,
  );
  const [first] = alarms(run(createEngine(two), air), "rapid-depress");
  assert.ok(first.time - t0 - hour <= 90, `${first.time - t0 - hour} s`);
  assert.match(first.text, /, P1\), limit 1 mmHg\/min; P2 does not follow and has not moved at all$/);
});

test("two frozen sensors of three are not read: the leak that only the third sees is found, and it is not accused", () => {
  const air = cabinAir(lively, { hours: 8, holes: [{ module: "cabin", area_mm2: 1, from: t0 + 4 * hour }] }).map((i) =>
    i.type === "sample" && i.sensor !== "P3" && i.time > t0 + 2 * hour ? { ...i, value: 750 * mmHg } : i,
  );
  const events = run(createEngine(lively), air);
  assert.deepEqual(story(events), ["stale-1 raised", "stale-2 raised", "leak-1 raised"]);
  const { low, high } = estimates(events).at(-1)!.area;
  assert.ok(low < 1e-6 && 1e-6 < high, `${low} to ${high} m2`);
});

test("a rapid depress is not cleared while nothing is heard, nor when the fall is found to go on after that", () => {
  const air = cabinAir(two, { hours: 3, holes: [{ module: "cabin", area_mm2: 100, from: t0 + hour }] });
  const heard = air.filter((i) => i.time < t0 + 1.2 * hour || i.time > t0 + 1.7 * hour);
  const empty = Array.from({ length: 30 }, (_, k) => sample(t0 + 1.2 * hour + 60 * k, "P1", Number.NaN));
  const events = run(
    createEngine(two),
    [...heard, ...empty].sort((a, b) => a.time - b.time),
  );
  assert.deepEqual(story(events, "rapid-depress"), ["rapid-depress-1 raised"]);
});

test("a rapid depress does not stand for ever where the gauge that saw it dies and the other finds the pressure steady", () => {
  const holes = [{ module: "cabin", area_mm2: 100, from: t0 + hour, to: t0 + hour + 300 }];
  const late = (i: Input) => i.type === "sample" && i.sensor === "P2" && i.time < t0 + 1.2 * hour;
  const air = cabinAir(two, { hours: 3, holes }).filter((i) => !late(i));
  const events = run(
    createEngine(two),
    air.filter((i) => i.type !== "sample" || i.sensor !== "P1" || i.time < t0 + 1.1 * hour),
  );
  assert.deepEqual(story(events, "rapid-depress"), ["rapid-depress-1 raised", "rapid-depress-1 cleared"]);
});

test("one sensor that drops alone is not believed while the other holds", () => {
  const fall = (i: SampleInput) => ({ ...i, value: i.value - Math.min(200, (i.time - t0 - 2 * hour) / 10) * mmHg });
  const events = run(createEngine(two), spoil(cabinAir(two, { hours: 4 }), fall));
  assert.deepEqual(story(events, "rapid-depress"), []);
});

test("a rapid depress is cleared when nothing has dropped for five minutes", () => {
  const holes = [{ module: "cabin", area_mm2: 500, from: t0 + hour, to: t0 + hour + 300 }];
  const [raised, cleared] = alarms(run(createEngine(two), cabinAir(two, { hours: 3, holes })), "rapid-depress");
  assert.equal(raised.state, "raised");
  assert.equal(cleared.state, "cleared");
  assert.ok(cleared.time - t0 - hour >= 600 && cleared.time - t0 - hour <= 720, `${cleared.time - t0 - hour} s`);
  assert.equal(cleared.text, "No drop over 1 mmHg/min for 5 min");
});

test("a drop seen in rows that come late is told at the time of the newest row", () => {
  const late = cabinAir(two, gross).map((input) => ({
    input,
    at: input.time + (input.type === "sample" && input.sensor === "P2" ? 95 : 0),
  }));
  const air = late.sort((a, b) => a.at - b.at).map((x) => x.input);
  const events = run(createEngine(two), air);
  const times = events.map((e) => e.time);
  assert.deepEqual(
    times,
    [...times].sort((a, b) => a - b),
  );
  assert.ok(alarms(events, "rapid-depress").length > 0);
});

test("a row of the far future after every good one does not delay the alarm", () => {
  const air = cabinAir(two, gross).flatMap((i) => [i, sample(i.time + 1e6, "P1", 7e4)]);
  const [first] = alarms(run(createEngine(two), air));
  assert.ok(first.kind === "rapid-depress" && first.time - t0 - hour <= 20);
});

test("a sensor that reads nothing until it is awake spoils nothing: the leak after it is found and sized", () => {
  const one = withSensors(1);
  const air = cabinAir(one, { hours: 5, holes: [{ module: "cabin", area_mm2: 1, from: t0 + 3 * hour }] });
  for (const nothing of [0, -0, 5e-324, 20]) {
    const slept = air.map((i) => (i.type === "sample" && i.time < t0 + 600 ? { ...i, value: nothing } : i));
    const events = run(createEngine(one), slept);
    assert.deepEqual(story(events, "leak"), ["leak-1 raised"], `${nothing} Pa`);
    const { low, high } = estimates(events).at(-1)!.area;
    assert.ok(low < 1e-6 && 1e-6 < high, `${nothing} Pa: ${low} to ${high} m2`);
  }
});
