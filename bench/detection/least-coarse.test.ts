import assert from "node:assert/strict";
import { test } from "node:test";
import { Random } from "../../packages/core/src/world/random.ts";
import { leastDelay } from "./least-coarse.ts";
import { Particles } from "./particles.ts";

const dt = 60;
/** Log of the ratio by minute: of one leak, which tells more of itself by so much every minute. */
const growing = (rate: number) => Float64Array.from({ length: 30 }, (_, n) => rate * (n + 1));

test("the least delay is where half of the leaks are found and chance has had no more than its share", () => {
  // A likelihood ratio of e^L costs e^-L: after n minutes chance may cost n in 1000, which half of the leaks do from e^-2n < n / 1000 on.
  const ratios = [growing(2), growing(2), growing(0.01), growing(0.01)];
  const expected = [...Array(30).keys()].map((n) => n + 1).find((n) => 0.5 * Math.exp(-2 * n) <= n / 1000)!;
  assert.equal(leastDelay(ratios, dt, 1000 * dt), expected * dt);
});

test("a rarer false alarm asks for more, and records that end before say that nothing was found", () => {
  const ratios = [growing(1), growing(1), growing(1)];
  const [often, seldom] = [100, 1e6].map((minutes) => leastDelay(ratios, dt, minutes * dt));
  assert.ok(often < seldom, `${often} ${seldom}`);
  assert.ok(Number.isNaN(leastDelay([growing(0.01)], dt, 1e9 * dt)));
});

test("particles believe the codes: what was lost is likelier where edges say so, and nothing is told far from any edge", () => {
  const start = new Particles(400, dt, new Random(1, "particles"));
  for (let n = 0; n < 60; n++) assert.equal(start.take([{ at: 50, above: 0, below: 60 }], 0), 0);
  // The level began at 0 and wanders by hundredths of a mmHg an hour; of an edge 0.3 mmHg lower all readings are suddenly below.
  const fallen = [{ at: -0.3, above: 0, below: 60 }];
  const [without, within] = [0, 0.6].map((lost) => start.fork(new Random(2, `${lost}`)).take(fallen, lost));
  assert.ok(within - without > 5, `${within} against ${without}`);
  assert.ok(within > -1 && within <= 0);
});
