/** A volume that nobody can read is opened as soon as what stands in it would tell. */
import { type Finding, type Locator, type Prospect, prospectsOf } from "../locate/index.ts";
import { defaultSettings, mayOpen } from "../plan/index.ts";
import type { Second } from "../quantity/index.ts";
import { hatchOf, type Station } from "../station/index.ts";
import type { Cabin } from "./cabin.ts";
import { pressureOf } from "./losing.ts";

/** (-) Standard deviations by which it must tell, and how likely the leak must be there. */
const enough = 4;
const worthIt = 0.03;

/** The hatch behind which it is likeliest, of those that would tell by `time` (s) and that people may open; null where there is none. */
export function hatchThatTells(
  station: Station,
  cabin: Cabin,
  locator: Locator,
  { modules, hatches, probability }: Finding,
  time: Second,
): Prospect | null {
  if (modules.length > 0 || hatches.length > 0) return null;
  const people = new Set(
    Object.values(cabin.crew).flatMap((m) => cabin.volumes.find((v) => v.modules.includes(m))?.modules ?? []),
  );
  const chance = (p: Prospect) => p.modules.reduce((sum, m) => sum + probability[m], 0);
  const isSafe = ({ hatch, modules: inside, across }: Prospect) => {
    const { operable, between } = hatchOf(station, hatch);
    const near = between.find((m) => !inside.includes(m))!;
    const pressure = pressureOf(cabin.volumes.find((v) => v.modules.includes(near))!);
    return operable && people.has(near) && mayOpen({ station, settings: defaultSettings }, pressure, pressure - across);
  };
  return prospectsOf(station, locator, time)
    .filter((p) => p.strength >= enough && chance(p) >= worthIt && isSafe(p))
    .reduce<Prospect | null>((a, b) => (a === null || chance(b) > chance(a) ? b : a), null);
}

