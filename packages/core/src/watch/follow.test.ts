/** Leaks of one gauge at 1 Hz, followed by the sample after they were told of. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { startBrisk, stir, takeBrisk } from "./brisk.ts";
import { startCalibration } from "./calibration.ts";
import { startClimate } from "./climate.ts";
import { type Sharpened, sharpenedBy, takeFollowed } from "./follow.ts";
import { mixing } from "./nuisance.ts";
import { thresholdsFor } from "./odds.ts";
import { mmHg, normal, perHour, seeded } from "./testing.ts";

const runs = 40;
const sd = (0.02 * mmHg) / Math.sqrt(3);
const first = 747 * mmHg;
const threshold = thresholdsFor(90 * 86400).brisk;

interface Story {
  /** (mmHg/h) Of a leak that begins at 0, or (Pa) what the pressure does by the time in seconds. */
  readonly size: number;
  readonly shift?: (time: number) => number;
}

/** What is known of the leak at the given times (s), or null where it is not followed. */
function know(seed: number, times: readonly number[], { size, shift = () => 0 }: Story): (Sharpened | null)[] {
  const r = seeded(seed);
  const parts = mixing.slice(0, 2).map((m) => ({ ...m, keep: Math.exp(-1 / m.tau), x: m.sd * normal(r) }));
  const brisk = startBrisk();
  const climate = startClimate();
  const known: (Sharpened | null)[] = [];
  let expected = 0;
  for (let time = -900; time <= times[times.length - 1]; time++) {
    for (const p of parts) p.x = p.keep * p.x + p.sd * Math.sqrt(1 - p.keep ** 2) * normal(r);
    const leak = size * perHour * Math.max(0, time);
    const value = first + parts.reduce((s, p) => s + p.x, 0) + sd * normal(r) - leak + shift(time);
    const found = takeBrisk(brisk, { time, value, variance: sd ** 2, expected }, climate, threshold);
    // Whoever is told of a leak expects it from then on, and as it is known by then.
    const fall = brisk.followed === null ? (found?.fall ?? -expected) : sharpenedBy(brisk.followed, first).fall;
    if (found === null) brisk.x[1] += fall + expected;
    else stir(brisk, found.fall);
    expected = -fall;
    if (times.includes(time)) known.push(brisk.followed === null ? null : sharpenedBy(brisk.followed, first));
  }
  return known;
}

for (const [size, times] of [
  [30, [30, 60, 120]],
  [80, [10, 30, 60]],
] as const) {
  test(`${size} mmHg/h is known ever better after ${times.join(", ")} s, with an interval that holds, and so is its onset (seeds 9600 to 9639)`, (t) => {
    const all = Array.from({ length: runs }, (_, i) => know(9600 + i, times, { size }));
    const said = times.map((time, k) => {
      const told = all.map((each) => each[k]!);
      const now = size * perHour * (1 - (size * perHour * time) / first);
      const held = told.filter((s) => Math.abs(s.fall - now) < 1.645 * s.sd).length;
      const onset = told.filter((s) => Math.abs(s.onset) < 1.645 * s.onsetSd).length;
      const rms = Math.sqrt(told.reduce((sum, s) => sum + (s.fall / now - 1) ** 2, 0) / runs);
      const width = told.reduce((sum, s) => sum + s.sd / now, 0) / runs;
      return { held, onset, rms, width };
    });
    for (const { held, onset, rms, width } of said) {
      t.diagnostic(
        `holds the fall in ${held} of ${runs}, the onset in ${onset}; error ${rms.toFixed(4)}, sd ${width.toFixed(4)}`,
      );
      assert.ok(held >= 0.8 * runs && onset >= 0.8 * runs);
      // This air neither swings nor mixes slowly, which the tier allows for.
      assert.ok(rms < 1.2 * width && width < 2 * rms);
    }
    for (let k = 1; k < times.length; k++) assert.ok(said[k].width < 0.7 * said[k - 1].width);
  });
}

test("one reading or two that stand apart are left out; where the pressure leaves the leak's way it is no longer followed", () => {
  const [plain] = know(9600, [40], { size: 80 });
  const off = (from: number, to: number) => (time: number) => (time >= from && time < to ? -mmHg : 0);
  for (const long of [1, 2]) {
    const [spiked] = know(9600, [40], { size: 80, shift: off(20, 20 + long) });
    assert.ok(Math.abs(spiked!.fall - plain!.fall) < 0.5 * plain!.sd, `${spiked!.fall} ${plain!.fall} ${plain!.sd}`);
  }
  assert.deepEqual(know(9600, [40], { size: 80, shift: off(20, 100) }), [null]);
});

test("a leak whose onset comes out later than its last reading is known as well as before", () => {
  const x = Float64Array.of(first, 0, 0, 0, 30 * perHour, 6);
  const P = Float64Array.from({ length: 36 }, (_, i) => (i % 7 === 0 ? 1 : 0));
  const told = { from: 0, first: true, pressure: first, scale: 1, step: 1, steps: 0, chance: 1, doubt: 1, apart: 0 };
  const followed = { x, P, ...told };
  assert.ok(takeFollowed(followed, { value: first, variance: sd ** 2 }, startCalibration(1)));
  assert.deepEqual(sharpenedBy(followed, first), { fall: 30 * perHour, sd: 1, onset: 6, onsetSd: 1 });
});
