import assert from "node:assert/strict";
import { it } from "node:test";
import { spreadOf, timesOf } from "./mixture.ts";

const near = (a: number, b: number, by = 1e-5) => assert.ok(Math.abs(a - b) < by, `${a} ${b}`);

it("one Gaussian stays what it is, and leans to neither side", () => {
  const { middle, sd, lean } = spreadOf([{ p: 1, fall: 3, sd: 0.7 }]);
  near(middle, 3, 1e-9);
  near(sd, 0.7, 1e-9);
  near(lean, 0, 1e-9);
});

it("a tail of large ones pulls the end of the interval, and hardly the middle", () => {
  // Of 0.9 at 1 and 0.1 at 9, far apart: the middle is the 5/9 quantile of the first, the ends are its 1/18 and the middle of the second.
  const { middle, sd, lean } = spreadOf([
    { p: 0.9, fall: 1, sd: 0.1 },
    { p: 0.1, fall: 9, sd: 0.1 },
  ]);
  near(middle, 1 + 0.1 * 0.13971);
  const low = 1 - 0.1 * 1.593219;
  near(middle - 1.644854 * sd * (1 - lean), low);
  near(middle + 1.644854 * sd * (1 + lean), 9);
});

it("times that are as likely in a stretch have its quantiles, and those of two stretches both have theirs", () => {
  timesOf([{ p: 1, from: 100, to: 200 }]).forEach((t, i) => {
    near(t, [105, 150, 195][i], 1e-6);
  });
  const two = timesOf([
    { p: 0.2, from: 0, to: 100 },
    { p: 0.8, from: 1000, to: 1100 },
  ]);
  two.forEach((t, i) => {
    near(t, [25, 1037.5, 1093.75][i], 1e-6);
  });
});
