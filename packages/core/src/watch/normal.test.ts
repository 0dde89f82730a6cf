import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { density, mills, quantile } from "./normal.ts";

/** Mass from `x` to `x` + 40 by Simpson's rule, over the density at `x`. */
function integrated(x: number): number {
  const h = 0.001;
  let sum = 0;
  for (let k = 0; k < 40_000; k++) {
    const at = (t: number) => Math.exp(-x * t - (t * t) / 2);
    sum += (h / 6) * (at(k * h) + 4 * at((k + 0.5) * h) + at((k + 1) * h));
  }
  return sum;
}

describe("the normal distribution", () => {
  it("has Mills' ratio as numerical integration gives it", () => {
    for (const x of [-3, -1, 0, 0.5, 2, 2.99, 3.01, 5, 12, 40]) {
      assert.ok(Math.abs(mills(x) / integrated(x) - 1) < 1e-9, `${x}: ${mills(x)} ${integrated(x)}`);
    }
  });

  it("has the quantiles of the tables", () => {
    const table = [
      [0.5, 0],
      [0.9, 1.281552],
      [0.975, 1.959964],
      [0.995, 2.575829],
      [0.01, -2.326348],
    ];
    for (const [p, x] of table) assert.ok(Math.abs(quantile(p) - x) < 5e-7, `${p}: ${quantile(p)}`);
    assert.ok(Math.abs(density(1) - 0.2419707) < 5e-8);
  });
});
