import assert from "node:assert/strict";
import { it } from "node:test";
import { fallToTell, spreadOf, timesOf } from "./mixture.ts";

const near = (a: number, b: number, by = 1e-5) => assert.ok(Math.abs(a - b) < by, `${a} ${b}`);

it("one Gaussian stays what it is, and leans to neither side", () => {
  const { value, sd, lean } = spreadOf([{ p: 1, fall: 3, sd: 0.7 }]);
  near(value, 3, 1e-9);
  near(sd, 0.7, 1e-9);
  near(lean, 0, 1e-9);
});

it("of falls that are nearly alike their middle is told", () => {
  // The middle of 0.6 at 1 and 0.4 at 1.4 is the 5/6 quantile of the first.
  const parts = [
    { p: 0.6, fall: 1, sd: 0.05 },
    { p: 0.4, fall: 1.4, sd: 0.05 },
  ];
  near(fallToTell(parts), 1 + 0.05 * 0.967422);
});

it("a few large ones pull the end of the interval, and hardly what is told: air lasts by the small ones", () => {
  // Of 0.9 at 1 and 0.1 at 9, far apart: the ends are the 1/18 quantile of the first and the middle of the second.
  const parts = [
    { p: 0.9, fall: 1, sd: 0.1 },
    { p: 0.1, fall: 9, sd: 0.1 },
  ];
  const { value, sd, lean } = spreadOf(parts);
  near(value, 1 + 0.1 * 0.13971);
  const low = 1 - 0.1 * 1.593219;
  near(value - 1.644854 * sd * (1 - lean), low);
  near(value + 1.644854 * sd * (1 + lean), 9);
});

it("where most are large but air would last by the small ones, 1.2 times the fall of the mean time is told", () => {
  const parts = [
    { p: 0.25, fall: 1, sd: 0.1 },
    { p: 0.75, fall: 9, sd: 0.9 },
  ];
  // The middle is near 9; the mean of 1/f is 1.01 of 0.25 and of 0.75 / 9.
  near(fallToTell(parts), 1.2 / (1.01 * (0.25 + 0.75 / 9)), 1e-12);
  const { value, sd, lean } = spreadOf(parts);
  near(value, fallToTell(parts), 1e-12);
  near(value - 1.644854 * sd * (1 - lean), 1 - 0.1 * 0.841621);
  near(value + 1.644854 * sd * (1 + lean), 9 + 0.9 * 1.501086);
});

it("what is told lies within its interval", () => {
  const parts = [{ p: 1, fall: 3, sd: 0.7 }];
  near(spreadOf(parts, 1).value, 3 - 0.7 * 1.644854);
  near(spreadOf(parts, 9).lean, -1);
  near(spreadOf(parts, 9).value, 3 + 0.7 * 1.644854);
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
