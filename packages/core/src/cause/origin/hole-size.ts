import { englishOf, phrase } from "../../phrase/index.ts";
import type { Metre } from "../../quantity/index.ts";
import { erfc } from "../conjunction/erf.ts";
import { FluxRangeError, type Population } from "../flux/index.ts";
import { ballisticLimit, holeDiameter, holeScatter } from "../shield/index.ts";

/** A bare sheet of AMg6, as of a Russian hull. */
const sheet = (wall: Metre) =>
  ({ kind: "single-wall", wall, hardness: 80, density: 2640, soundSpeed: 5100, insulation: 0 }) as const;

/** Steps over the angle of impact, and over the logarithm of diameter up to this many times the ballistic limit. */
const angles = 8;
const sizes = 60;
const largest = 30;

/**
 * (-) Probability that the hole has a diameter between `low` and `high` (m), given that a particle of this population perforated a bare aluminium
 * wall of thickness `wall` (m): its flux above the ballistic limit over speed, angle and size, the hole by Carey, McDonnell & Dixon 1985 at the
 * normal speed with a scatter of 25 %. Throws `FluxRangeError` where the flux ends below what perforates. For one sheet; of what perforates behind a blanket or a bumper no hole sizes are known.
 */
export function holeSizeChance(population: Population, wall: Metre, low: number, high: number): number {
  const limit = ballisticLimit(sheet(wall));
  const step = largest ** (1 / sizes);
  let all = 0;
  let inside = 0;
  for (const { density, flux } of population.kinds) {
    for (const { speed, share } of population.speeds) {
      for (let a = 0; a < angles; a++) {
        const angle = Math.asin(Math.sqrt((a + 0.5) / angles));
        const least = limit({ speed, angle, density });
        let above = flux(least);
        for (let s = 0; s < sizes && above > 0; s++) {
          const next = flux((least * step ** (s + 1)) as Metre);
          const weight = share * (above - next);
          above = next;
          const hole = holeDiameter(least * step ** (s + 0.5), wall, speed * Math.cos(angle));
          all += weight;
          inside += weight * (below(high, hole) - below(low, hole));
        }
      }
    }
  }
  if (all === 0) {
    const mm = Number((1000 * wall).toPrecision(3));
    throw new FluxRangeError(
      englishOf(population.source),
      population.name === "debris"
        ? phrase`no sizes of debris that perforate ${mm} mm`
        : phrase`no sizes of meteoroid that perforate ${mm} mm`,
      phrase`a flux that goes on to larger ones`,
    );
  }
  return inside / all;
}

/** Share of holes under `x` about `hole`, lognormal. */
const below = (x: number, hole: number) => (x <= 0 ? 0 : erfc(Math.log(hole / x) / (holeScatter * Math.SQRT2)) / 2);

/** (m) Between them the sizes of other holes lie, each decade as likely: hand drills; what cracks and seals leak like. */
const sizesOf = {
  drilled: [1e-3, 5e-3],
  crack: [0.05e-3, 2e-3],
  seal: [0.05e-3, 2e-3],
} as const;

/** (-) The same of a hole that nothing struck, even in the logarithm; assumed. */
export function otherSizeChance(cause: keyof typeof sizesOf, low: number, high: number): number {
  const [from, to] = sizesOf[cause];
  const [a, b] = [Math.max(low, from), Math.min(high, to)];
  // Nothing is impossible: a hole of another size is one in a thousand.
  return Math.max(1e-3, b > a ? Math.log(b / a) / Math.log(to / from) : 0);
}
