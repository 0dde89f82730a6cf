import assert from "node:assert/strict";
import { test } from "node:test";
import { kilogramPerSecond, second } from "../quantity/index.ts";
import { stationBuilder } from "../station/index.ts";
import { createEngine, type Input, restoreEngine } from "./index.ts";
import { alarms, cabinAir, estimates, feed, hour, lines, mmHg, run, sample, shuffled, story, t0 } from "./testing.ts";

const one = stationBuilder().module("cabin", 100).crewCount(2).sensor("P1", "cabin").sensor("P2", "cabin").build();
const leaky = cabinAir(one, { hours: 9, holes: [{ module: "cabin", area_mm2: 1, from: t0 + 6 * hour }] });
const first = (inputs: readonly Input[], hours: number) => inputs.filter((i) => i.time < t0 + hours * hour);
const after = (inputs: readonly Input[], hours: number) => inputs.filter((i) => i.time >= t0 + hours * hour);

test("nothing is said of nothing", () => {
  assert.deepEqual(createEngine(one).finish(), []);
  assert.deepEqual(run(createEngine(one), [sample(t0, "P1", Number.NaN)]), []);
});

test("two engines give the same bytes of the same inputs", () => {
  assert.deepEqual(lines(run(createEngine(one), leaky)), lines(run(createEngine(one), leaky)));
  assert.deepEqual(story(run(createEngine(one), leaky)), ["leak-1 raised"]);
});

for (const lateness of [120, 3600]) {
  test(`rows up to ${lateness} s late are used in their place`, () => {
    const options = { lateness: second(lateness) };
    const inOrder = createEngine(one, options);
    const mixed = createEngine(one, options);
    feed(inOrder, first(leaky, 5));
    feed(mixed, shuffled(first(leaky, 5), lateness, 3));
    const rest = after(leaky, 5);
    assert.deepEqual(lines(run(mixed, rest)), lines(run(inOrder, rest)));
  });
}

/** A snapshot, but for the note that readings come too late. */
const believed = (engine: ReturnType<typeof createEngine>) => {
  const { behind: _, ...rest } = JSON.parse(engine.snapshot()).state;
  return rest;
};

test("rows that come later than the lateness raise nothing and change nothing", () => {
  const engine = createEngine(one);
  feed(engine, first(leaky, 2));
  const before = believed(engine);
  const plain = restoreEngine(one, engine.snapshot());
  const dropped = first(leaky, 1).map((i) => (i.type === "sample" ? { ...i, value: 600 * mmHg } : i));
  assert.deepEqual(feed(engine, dropped), []);
  assert.deepEqual(believed(engine), before);
  assert.deepEqual(lines(run(engine, after(leaky, 2))), lines(run(plain, after(leaky, 2))));
  assert.equal(engine.snapshot(), plain.snapshot());
});

test("with a lateness of 0 a row that is late by a second raises nothing, and a leak is still found", () => {
  const strict = { lateness: second(0) };
  assert.deepEqual(story(run(createEngine(one, strict), leaky)), ["leak-1 raised"]);
  const engine = createEngine(one, strict);
  feed(engine, first(leaky, 2));
  const before = believed(engine);
  engine.push(sample(t0 + 2 * hour - 11, "P1", 600 * mmHg));
  assert.deepEqual(believed(engine), before);
});

test("doubled rows change nothing, whether they come at once or late", () => {
  const plain = lines(run(createEngine(one), leaky));
  assert.deepEqual(
    lines(
      run(
        createEngine(one),
        leaky.flatMap((i) => [i, i]),
      ),
    ),
    plain,
  );
  const later = leaky.flatMap((input, i) => (i < 20 ? [input] : [input, leaky[i - 20]]));
  assert.deepEqual(lines(run(createEngine(one), later)), plain);
});

test("missing readings are passed over: the leak is found by the other sensor, and the silent one is named", () => {
  const holed = leaky.map((i) =>
    i.type === "sample" && i.sensor === "P2" && i.time > t0 + hour ? { ...i, value: Number.NaN } : i,
  );
  const events = run(createEngine(one), holed);
  assert.deepEqual(story(events), ["stale-1 raised", "leak-1 raised"]);
  assert.equal(alarms(events)[0].sensor, "P2");
});

const year = 365 * 86400;
test("rows a year ahead do not blind the engine: one, first or last, doubled, or a frame of them", () => {
  const plain = lines(run(createEngine(one), leaky));
  const bad = sample(t0 + year, "P1", 700 * mmHg);
  const at = (n: number, ...rows: Input[]) => [...leaky.slice(0, n), ...rows, ...leaky.slice(n)];
  const frame = [bad, sample(t0 + year, "P2", 700 * mmHg), sample(t0 + year, "P1", Number.NaN)];
  for (const rows of [at(0, bad), at(500, bad), at(leaky.length, bad), at(500, bad, bad), at(700, ...frame)]) {
    assert.deepEqual(lines(run(createEngine(one), rows)), plain);
  }
});

test("times that are no moments are passed over", () => {
  const plain = lines(run(createEngine(one), leaky));
  const odd = [Number.NaN, Infinity, -Infinity, 1e300].map((t) => sample(t, "P1", 700 * mmHg));
  assert.deepEqual(lines(run(createEngine(one), [...odd, ...leaky.slice(0, 99), ...odd, ...leaky.slice(99)])), plain);
});

test("a clock that steps forward by an hour is followed from its second frame on", () => {
  const stepped = leaky.map((i) => (i.time < t0 + 3 * hour ? i : { ...i, time: second(i.time + hour) }));
  const events = run(createEngine(one), stepped);
  assert.deepEqual(story(events, "leak"), ["leak-1 raised"]);
  assert.ok(alarms(events, "leak")[0].time > t0 + 7 * hour);
});

test("a gap of hours blames no sensor: a leak from before goes on, one that began in it is found", () => {
  for (const from of [2, 4]) {
    const air = cabinAir(one, { hours: 8, holes: [{ module: "cabin", area_mm2: 1, from: t0 + from * hour }] });
    const gapped = air.filter((i) => i.time < t0 + 3 * hour || i.time > t0 + 6 * hour);
    const events = run(createEngine(one), gapped);
    assert.deepEqual(story(events, "leak"), ["leak-1 raised"]);
    // The whole feed was silent: no sensor is to blame.
    assert.deepEqual(story(events, "stale"), []);
    const [raised] = alarms(events, "leak");
    if (from === 2) assert.ok(raised.time < t0 + 3 * hour);
    else assert.ok(raised.time > t0 + 6 * hour && raised.time < t0 + 7 * hour, `${(raised.time - t0) / hour}`);
  }
});

test("a gap of ten days ends what was known, and says why", () => {
  const air = cabinAir(one, { hours: 6, holes: [{ module: "cabin", area_mm2: 1, from: t0 + 2 * hour }] });
  const later = cabinAir(one, { from: t0 + 10 * 86400, hours: 6, seed: 2 });
  const events = run(createEngine(one), [...air, ...later]);
  const [raised, cleared] = alarms(events, "leak");
  assert.equal(raised.state, "raised");
  assert.equal(cleared.state, "cleared");
  assert.ok(cleared.time < t0 + 10 * 86400 + 60);
  assert.match(cleared.text, /Nothing was heard for more than a week/);
  assert.equal(estimates(events).filter((e) => e.time > cleared.time).length, 0);
});

test("UNIX times near 0 and before it are times like any other", () => {
  const moved = leaky.map((i) => ({ ...i, time: second(i.time - t0 - 2 * hour) }));
  const shift = (time: number) => second(time - t0 - 2 * hour);
  const events = run(createEngine(one), moved);
  const plain = run(createEngine(one), leaky);
  assert.deepEqual(story(events), story(plain));
  assert.equal(alarms(events)[0].time, shift(alarms(plain)[0].time));
});

test("finish may come at any time: what follows is as if it had not", () => {
  const broken = createEngine(one);
  const whole = createEngine(one);
  feed(broken, first(leaky, 5.0042));
  broken.finish();
  feed(whole, first(leaky, 5.0042));
  const estimated = (inputs: readonly Input[], engine: typeof whole) => lines(estimates(feed(engine, inputs)));
  assert.deepEqual(estimated(after(leaky, 5.0042), broken), estimated(after(leaky, 5.0042), whole));
});

test("a patch that holds ends the leak within the hour, whether the hole was small or large", () => {
  for (const area_mm2 of [1, 8, 30]) {
    const also: Input[] = [{ type: "patch", time: second(t0 + 4 * hour), module: "cabin", state: "applied" }];
    const holes = [{ module: "cabin", area_mm2, from: t0 + 3 * hour, to: t0 + 4 * hour }];
    const events = run(createEngine(one), cabinAir(one, { hours: 6, holes, also }));
    assert.deepEqual(story(events, "leak"), ["leak-1 raised", "leak-1 cleared"], `${area_mm2} mm2`);
    const cleared = alarms(events, "leak")[1];
    assert.ok(cleared.time < t0 + 5 * hour, `${area_mm2} mm2, ${cleared.time - t0 - 4 * hour} s`);
    assert.match(cleared.text, /^No volume that is measured/);
  }
});

test("a leak is found as soon, and sized as well, whatever people write in the log meanwhile", () => {
  const words = ["hissing, maybe air venting at the hatch", "crew wakes up", "photographs are expressly on their way"];
  const also: Input[] = Array.from({ length: 12 }, (_, k) => ({
    type: "note",
    time: second(t0 + (3 + 0.5 * k) * hour),
    who: "cdr",
    text: words[k % 3],
  }));
  const holes = [{ module: "cabin", area_mm2: 1, from: t0 + 6 * hour }];
  const told = run(createEngine(one), cabinAir(one, { hours: 9, holes, also }));
  assert.deepEqual(lines(told), lines(run(createEngine(one), leaky)));
});

test("a leak is still found within a quarter of an hour where operations that move gas are noted every half hour", () => {
  const words = ["airlock depress for an EVA", "repress from the tanks", "Progress docks", "выход по ВКД"];
  const also: Input[] = Array.from({ length: 12 }, (_, k) => ({
    type: "note",
    time: second(t0 + (3 + 0.5 * k) * hour),
    who: "cdr",
    text: words[k % words.length],
  }));
  const holes = [{ module: "cabin", area_mm2: 1, from: t0 + 6 * hour }];
  const events = run(createEngine(one), cabinAir(one, { hours: 9, holes, also }));
  assert.deepEqual(story(events), ["leak-1 raised"]);
  const [raised] = alarms(events, "leak");
  assert.ok(raised.time > t0 + 6 * hour && raised.time <= t0 + 6.25 * hour, `${raised.time - t0 - 6 * hour} s`);
  assert.notDeepEqual(lines(events), lines(run(createEngine(one), leaky)));
});

test("no leak alarm is raised on less evidence than its threshold", () => {
  const shut = stationBuilder().module("a", 60).module("b", 60).hatch("h", "a", "b", { state: "closed" }).crewCount(3);
  const pair = shut.sensor("A", "a").sensor("B", "b").build();
  for (let seed = 1; seed <= 8; seed++) {
    const holes = [
      { module: "a", area_mm2: 0.2, from: t0 + 3 * hour, to: t0 + 4.5 * hour },
      { module: "b", area_mm2: 0.12, from: t0 + 4 * hour },
    ];
    const raised = alarms(run(createEngine(pair), cabinAir(pair, { hours: 18, seed, holes })), "leak");
    assert.ok(raised.length > 0);
    for (const a of raised.filter((a) => a.state === "raised")) {
      const [, evidence] = /log evidence ([\d.]+) against/.exec(a.text)!;
      assert.ok(Number(evidence) >= Number(a.threshold!.toFixed(1)), a.text);
    }
  }
});

test("a rate that no supply can give is not used and is told, until a rate that it can give is", () => {
  const fed = stationBuilder().module("cabin", 100).crewCount(2).supply("tank", "cabin").sensor("P1", "cabin").build();
  const rate = (hours: number, kgPerHour: number): Input => ({
    type: "supply",
    time: second(t0 + hours * hour),
    supply: "tank",
    rate: kilogramPerSecond(kgPerHour / 3600),
  });
  const events = run(createEngine(fed), cabinAir(fed, { hours: 5, also: [rate(1, 1e9), rate(2, 1e9), rate(3, 0)] }));
  assert.deepEqual(story(events), ["sensor-1 raised", "sensor-1 cleared"]);
  const [raised, cleared] = alarms(events);
  assert.deepEqual([raised.time - t0, cleared.time - t0], [hour, 3 * hour]);
  assert.equal(raised.text, "supply:tank reports 1000000000 kg/h, its most is 12.0 kg/h: not used");
});
