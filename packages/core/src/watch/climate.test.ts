import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { breakOff, type Climate, feel, miss, partOf, startClimate } from "./climate.ts";
import { blow, gaugeVariance, mmHg, normal, seeded, startWeather } from "./testing.ts";

const usual = 12;
const variance = gaugeVariance / 3;

/** What is learnt in `days` (d) of weather times `strength`; `befalls` changes a minute's reading (Pa), null leaves it out. */
function learnt(
  seed: number,
  strength = 1,
  befalls: (minute: number, value: number) => number | null = (_, value) => value,
  days = usual,
): Climate {
  const r = seeded(seed);
  const weather = startWeather(r);
  const climate = startClimate();
  for (let m = 0; m < days * 1440; m++) {
    const value = befalls(m, blow(weather, r, strength) + Math.sqrt(variance) * normal(r));
    if (value === null) miss(climate);
    else feel(climate, { value, variance, readings: 1 });
  }
  return climate;
}

/** What a stretch shows well: mixing of 20 minutes hides behind that of one and of 90, and a day is longer than a stretch. */
const mixed = [partOf.mixing, partOf.mixing + 2];
const swings = [0, 1, 2, 3].map((k) => partOf.oscillations + k);

describe(`the strengths learnt in ${usual} days (seeds 1 to 3)`, () => {
  for (const strength of [0.25, 0.5, 1, 2, 4]) {
    it(`are those of weather ${strength} times as strong: in variance mixing within 1.6, orbit and scrubber within 2.5`, (t) => {
      for (const seed of [1, 2, 3]) {
        const found = [...learnt(seed, strength).strength].map((s) => s / strength ** 2);
        t.diagnostic(`over the truth, in variance: ${found.map((s) => s.toFixed(2)).join(" ")}`);
        for (const k of mixed) assert.ok(found[k] > 1 / 1.6 && found[k] < 1.6, `seed ${seed}, part ${k}: ${found[k]}`);
        for (const k of swings) assert.ok(found[k] > 1 / 2.5 && found[k] < 2.5, `seed ${seed}, part ${k}: ${found[k]}`);
        // Noise is not part of the weather: it stays what the gauges declare.
        const noise = found[partOf.noise] * strength ** 2;
        assert.ok(noise > 0.85 && noise < 1.15, `seed ${seed}: ${noise}`);
      }
    });
  }

  it("count a change of climate where the weather is half or twice as strong as assumed, and none where it is as strong", () => {
    for (const seed of [1, 2, 3]) {
      assert.equal(learnt(seed).changes, 0);
      for (const strength of [0.5, 2]) assert.ok(learnt(seed, strength).changes > 0);
    }
  });
});

/** Largest factor between two strengths of one part. */
const apart = (a: Climate, b: Climate) =>
  Math.max(...[...a.strength].map((s, k) => Math.exp(Math.abs(Math.log(s / b.strength[k])))));

describe("what is no weather is not taken for it (seed 1)", () => {
  const plain = learnt(1);

  it("a steady fall of 1 mmHg/h changes nothing at all", () => {
    const falling = learnt(1, 1, (m, v) => v - (m * mmHg) / 60);
    assert.ok(apart(falling, plain) < 1 + 1e-6, `${apart(falling, plain)}`);
  });

  it("a step of 1 mmHg changes no strength by a half", (t) => {
    const stepped = learnt(1, 1, (m, v) => v - (m > 8000 ? mmHg : 0));
    t.diagnostic(`by a factor of ${apart(stepped, plain).toFixed(2)} at most`);
    assert.ok(apart(stepped, plain) < 1.5);
    assert.equal(stepped.changes, 0);
  });

  it("gaps of a quarter of an hour are bridged, in whatever minute of a stretch they come", (t) => {
    const gappy = learnt(1, 1, (m, v) => (m % 500 < 15 ? null : v));
    t.diagnostic(`by a factor of ${apart(gappy, plain).toFixed(2)} at most`);
    assert.equal(gappy.stretches, plain.stretches);
    assert.ok(apart(gappy, plain) < 1.3);
  });

  it("a gap of five hours ends the stretch: what the pressure did meanwhile counts for nothing", () => {
    const silent = (jump: number) => learnt(1, 1, (m, v) => (m > 8000 && m < 8300 ? null : v - (m > 8100 ? jump : 0)));
    assert.equal(silent(0).stretches, plain.stretches - 4);
    assert.ok(apart(silent(5 * mmHg), silent(0)) < 1 + 1e-6);
  });
});

it("half a day tells the strength of all on the whole within a factor of four in variance, by short stretches", (t) => {
  const whole = (c: Climate, strength: number) =>
    Math.exp([1, 2, 4, 5, 6, 7].reduce((s, k) => s + Math.log(c.strength[k] / strength ** 2), 0) / 6);
  for (const strength of [0.5, 1, 2]) {
    const found = [1, 2, 3, 4, 5].map((seed) => {
      const climate = learnt(seed, strength, undefined, 0.5);
      assert.equal(climate.stretches, 0);
      return whole(climate, strength);
    });
    t.diagnostic(`${strength}: in the mean over the truth, in variance ${found.map((s) => s.toFixed(2)).join(" ")}`);
    for (const ratio of found) assert.ok(ratio > 1 / 4 && ratio < 4, `${found}`);
  }
});

it("nothing is learnt of less than four hours, nor of what was broken off", () => {
  const climate = startClimate();
  for (let k = 0; k < 2000; k++) {
    if (k % 250 === 0) breakOff(climate);
    feel(climate, { value: 50 * Math.sin(k), variance, readings: 1 });
  }
  assert.equal(climate.stretches + climate.earlyStretches, 0);
  assert.deepEqual(climate.strength, startClimate().strength);
});
