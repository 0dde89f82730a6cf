import { type Metre, metre } from "../../quantity/index.ts";
import type { ShieldBuild } from "../../station/index.ts";
import { type Impact, shotOf } from "./impact.ts";
import { issFitLimit } from "./iss-fits.ts";
import { failure, singleWallLimit } from "./single-wall.ts";
import { soyuzLimit } from "./soyuz.ts";
import { stuffedWhippleLimit } from "./stuffed-whipple.ts";
import { whippleLimit } from "./whipple.ts";

/** (Pa) */
const ksi = 6.894757293168e6;

/** How a ballistic limit is worked out for a shield: it takes one impact after another. */
type Limit = (impact: Impact) => Metre;

/**
 * The largest particle that a shield withstands, perforation of its rear wall being failure: diameter (m) of a sphere that strikes at some
 * speed (m/s) and angle (rad, from the normal) with some density (kg/m3). Whipple shields count angles over 65 deg as 65. Equations from
 * tests at up to about 8 km/s with aluminium; beyond, they are extrapolated along the energy or momentum of the particle. Sources
 * stand with each equation; how often they are right is in `accuracyOf`.
 */
export function ballisticLimit(build: ShieldBuild): Limit {
  const inCentimetres = equationOf(build);
  return (impact) => metre(inCentimetres(impact) / 100);
}

function equationOf(build: ShieldBuild): (impact: Impact) => number {
  switch (build.kind) {
    case "single-wall": {
      const { wall, hardness, density, soundSpeed, insulation } = build;
      const sheet = { t: 100 * wall, hardness, rho: density / 1000, C: soundSpeed / 1000, mli: insulation / 10 };
      return (impact) => singleWallLimit(sheet, shotOf(impact, false), failure.perforation);
    }
    case "whipple": {
      const sheets = {
        tb: 100 * build.bumper,
        rhoB: build.bumperDensity / 1000,
        S: 100 * build.standoff,
        tw: 100 * build.wall,
        sigma: build.wallYield / ksi,
        mli: build.insulation / 10,
        Smli: 100 * build.insulationStandoff,
      };
      return (impact) => whippleLimit(sheets, shotOf(impact, true));
    }
    case "stuffed-whipple": {
      const sheets = {
        mb: (build.bumper * build.bumperDensity) / 10,
        stuffing: build.stuffing / 10,
        S: 100 * build.standoff,
        tw: 100 * build.wall,
        rhoW: build.wallDensity / 1000,
        sigma: build.wallYield / ksi,
      };
      return (impact) => stuffedWhippleLimit(sheets, shotOf(impact, false));
    }
    case "iss-fit":
      return (impact) => issFitLimit(build.fit, shotOf(impact, true));
    case "soyuz-om":
      return (impact) => soyuzLimit(shotOf(impact, false));
  }
}
