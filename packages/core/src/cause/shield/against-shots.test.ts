/** Real shots (shannonjryan/pyBLOSSUM): the rates that are told with every answer are those of these shots. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { type Accuracy, stuffedAccuracy, whippleAccuracy } from "./accuracy.ts";
import { stuffedWhippleLimit } from "./stuffed-whipple.ts";
import { radians, rowsOf } from "./testing.ts";
import { whippleLimit } from "./whipple.ts";

interface Told {
  readonly normalSpeed: number;
  readonly safe: boolean;
  readonly perforated: boolean;
}

function accuracyOfShots(shots: readonly Told[], low: number, high: number): Accuracy {
  const share = (of: readonly Told[], which: (s: Told) => boolean) =>
    Number((of.filter(which).length / of.length).toFixed(3));
  const isUnsafe = (s: Told) => s.safe && s.perforated;
  return {
    shots: shots.length,
    right: share(shots, (s) => s.safe !== s.perforated),
    unsafe: share(shots, isUnsafe),
    unsafeBySpeed: {
      slow: share(
        shots.filter((s) => s.normalSpeed < low),
        isUnsafe,
      ),
      between: share(
        shots.filter((s) => s.normalSpeed >= low && s.normalSpeed < high),
        isUnsafe,
      ),
      fast: share(
        shots.filter((s) => s.normalSpeed >= high),
        isUnsafe,
      ),
    },
  };
}

const cosine = (angle: string) => Math.cos(radians(Math.min(65, Number(angle))));

test("Whipple, new non-optimum: 73 % right", () => {
  const shots = rowsOf("whipple_shots.csv")
    .slice(2)
    .map(([, , , rho, d, angle, V, , rhoB, tb, S, , , sigma, tw, , hit]) => {
      const shield = { tb: +tb, rhoB: +rhoB, S: +S, tw: +tw, sigma: +sigma, mli: 0, Smli: 0 };
      const limit = whippleLimit(shield, { V: +V, c: cosine(angle), rho: +rho });
      return { normalSpeed: +V * cosine(angle), safe: +d < limit, perforated: +hit === 1 };
    });
  assert.deepEqual(accuracyOfShots(shots, 3, 7), whippleAccuracy);
  assert.ok(whippleAccuracy.right >= 0.72);
});

test("stuffed Whipple: 53 % right", () => {
  const shots = rowsOf("stuffed_whipple_shots.csv")
    .slice(2)
    .map(([, , , rho, d, angle, V, , , , , tb, rhoB, , stuffing, S, , tw, rhoW, sigma, , hit]) => {
      const shield = { mb: +tb * +rhoB, stuffing: +stuffing, S: +S, tw: +tw, rhoW: +rhoW, sigma: +sigma };
      const limit = stuffedWhippleLimit(shield, { V: +V, c: cosine(angle), rho: +rho });
      return { normalSpeed: +V * cosine(angle), safe: +d < limit, perforated: +hit === 1 };
    });
  assert.deepEqual(accuracyOfShots(shots, 2.6, 6.5), stuffedAccuracy);
});
