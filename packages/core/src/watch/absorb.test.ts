import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { absorb, absorbFirst, likely, loosen, release } from "./absorb.ts";
import { type Belief, copyOfBelief, predict, startBelief, update } from "./kalman.ts";
import { ageLadder, predictLadder, scoreLadder, startLadder } from "./ladder.ts";
import { leakOf } from "./leak.ts";
import { at, sightOfNitrogen, sightOfPressure, states, step } from "./model.ts";
import { normal, perHour, seeded, usual } from "./testing.ts";

const minute = step(60, 60);
const fraction = 0.78;
const exposed = 59.8;
// Born on a multiple of 32, so that the ladder still has it at an age of 256.
const onset = 128;
const steps = 384;

/** A record of pressure and nitrogen with a leak of 2 mmHg/h from minute `onset` on. */
function record(seed: number) {
  const r = seeded(seed);
  return Array.from({ length: steps }, (_, k) => {
    const taken = (by: number) => 2 * perHour * exposed * Math.max(0, by - onset);
    return { pressure: 3 * normal(r) - taken(k + minute.share), nitrogen: 30 * normal(r) - fraction * taken(k + 1) };
  });
}

/** The filter and a ladder over `record`; `know` is called at the onset. */
function run(seed: number, know: (b: Belief) => void) {
  const belief = startBelief(70, 1e-4);
  const ladder = startLadder(0, 1);
  let exposure = 0;
  record(seed).forEach(({ pressure, nitrogen }, k) => {
    if (k === onset) know(belief);
    predict(belief, minute, exposed, exposed * fraction, usual);
    predictLadder(ladder, minute, exposed, exposed * fraction);
    exposure += exposed;
    const thermal = 15 * Math.sin(k / 11);
    const mean = exposure - (1 - minute.share) * exposed;
    for (const [sight, part, by, reading, noise] of [
      [sightOfPressure(thermal), 1, mean, pressure, 0.5],
      [sightOfNitrogen(fraction * thermal), fraction, exposure, nitrogen, 900],
    ] as const) {
      scoreLadder(ladder, sight, part, by, update(belief, sight, reading, noise), 1);
    }
    ageLadder(ladder, exposure);
  });
  return { belief, ladder, exposure };
}

/** The rung born at the onset, alone, with the size that fits it best. */
function single(ladder: ReturnType<typeof startLadder>) {
  const rung = ladder.birth.indexOf(onset);
  assert.ok(rung > 0 && rung < ladder.count);
  const fall = ladder.L[rung] / ladder.Q[rung];
  return { log: 20, components: [{ rung, log: 20, fall, sd: 1 / Math.sqrt(ladder.Q[rung]) }] };
}

/** All but what is made anew with every step. */
const lasting = Array.from({ length: states }, (_, i) => i).filter((i) => i !== at.mean);

describe("a leak taken into the state", () => {
  const late = run(5, () => {});
  const before = late.belief.x.slice();
  const { fall } = single(late.ladder).components[0];
  absorb(late.belief, late.ladder, single(late.ladder), { exposure: late.exposure, nitrogenFraction: fraction });
  // 1e3 mmHg/h either way: as good as nothing known of the size.
  const early = run(5, (b) => loosen(b, 1000 * perHour));

  it("leaves the belief of a filter that knew of it from its onset: leak, level and all else", () => {
    for (const i of lasting) {
      const sd = Math.sqrt(early.belief.P[i * states + i]);
      assert.ok(Math.abs(late.belief.x[i] - early.belief.x[i]) < 1e-4 * sd, `state ${i}`);
    }
    assert.ok(Math.abs(leakOf(late.belief).fall / (2 * perHour) - 1) < 0.3);
    assert.ok(late.belief.x[at.level] < -5 * perHour * 600);
  });

  it("and its covariance, but for the onset's place within its minute", () => {
    // Uniform over a minute: 1/sqrt(12) of a minute against an age of 256, as a share of the fall.
    const within = 1 / Math.sqrt(12) / 256;
    const moved = late.belief.x.map((x, i) => x - before[i]);
    assert.ok(Math.abs(moved[at.leak] - fall) < 1e-12);
    for (const i of lasting) {
      for (const j of lasting) {
        const expected = early.belief.P[i * states + j] + moved[i] * moved[j] * within ** 2;
        const scale = Math.sqrt(early.belief.P[i * states + i] * early.belief.P[j * states + j]);
        assert.ok(Math.abs(late.belief.P[i * states + j] - expected) < 1e-4 * scale, `${i} ${j}`);
      }
    }
  });

  it("is unknown again after release, and then moves nothing", () => {
    const b = copyOfBelief(late.belief);
    release(b);
    const level = b.x[at.level];
    predict(b, minute, exposed, exposed * fraction, usual);
    const drift = minute.dt * (b.x[at.balanceFast] + b.x[at.balanceSlow] + b.x[at.nominal]);
    assert.deepEqual(leakOf(b), { fall: 0, sd: 0 });
    assert.ok(Math.abs(b.x[at.level] - level) <= Math.abs(drift) * 1.01 + 1e-12);
  });
});

it("of two onsets that are nearly alike the leak takes the middle and the 90 % interval", () => {
  const { belief, ladder, exposure } = run(6, () => {});
  const [a, b] = [ladder.birth.indexOf(onset), ladder.birth.indexOf(onset + 32)];
  assert.ok(a > 0 && b > a && b < ladder.count);
  const components = [
    { rung: a, log: Math.log(3), fall: 2 * perHour, sd: 0.1 * perHour },
    { rung: b, log: 0, fall: 3 * perHour, sd: 0.2 * perHour },
  ];
  const { lean } = absorbFirst(belief, ladder, { log: 9, components }, { exposure, nitrogenFraction: fraction });
  const { fall, sd } = leakOf(belief);
  // Of the first 2/3 lie below the middle and 1/15 below the interval, of the second 4/5 below its end (tables of the normal law).
  const [low, middle, high] = [2 - 0.1 * 1.50109, 2 + 0.1 * 0.43073, 3 + 0.2 * 0.84162];
  assert.ok(Math.abs(fall / perHour - middle) < 2e-4);
  assert.ok(Math.abs(sd / perHour - (high - low) / 2 / 1.64485) < 2e-4);
  assert.ok(Math.abs(fall / perHour + (sd / perHour) * 1.64485 * (1 + lean) - high) < 4e-4);
});

it("shares count only where they matter, and add up to 1", () => {
  const component = (log: number) => ({ rung: 0, log, fall: 1, sd: 1 });
  const shares = likely({ log: 10, components: [component(10), component(9), component(-3)] });
  assert.equal(shares.length, 2);
  assert.ok(Math.abs(shares.reduce((s, c) => s + c.p, 0) - 1) < 1e-12);
  assert.ok(Math.abs(shares[0].p / shares[1].p - Math.E) < 1e-9);
});
