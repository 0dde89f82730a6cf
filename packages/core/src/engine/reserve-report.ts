/** What is said of the time left where most of the crew is. */
import { type Feed, feedOf } from "../gas/index.ts";
import {
  cubicMetre,
  formatInterval,
  formatQuantity,
  fromSI,
  type Interval,
  kelvin,
  kilogramPerSecond,
  type Pascal,
  pascal,
  pascalPerSecond,
  type Second,
  toSI,
} from "../quantity/index.ts";
import { firstLimit, reserveInterval, reserveShutIn, t1mmInterval } from "../size/index.ts";
import { bridges, type Station, sideOf, volumeOf } from "../station/index.ts";
import { type Cabin, homeOf, metabolicFall, peopleIn, type Volume } from "./cabin.ts";
import type { EstimateEvent, HatchOutlook, Outlook, Says } from "./event.ts";
import { dpdtOf, pressureOf } from "./losing.ts";
import { lasting } from "./words.ts";

const oneMmHg = toSI("pressure", 1, "mmHg");

/** The joined volume in which most of the crew is, if a leak of its own is told of. */
function leakingHome(station: Station, cabin: Cabin): Volume | null {
  const home = homeOf(station, cabin);
  return home?.ripe ? home : null;
}

/** Supplies that are being let in there now. The mass left is not told: each is taken to hold what the file gives it. */
function feedsOf(station: Station, cabin: Cabin, { modules, size, tracker }: Volume): Feed[] {
  return station.supplies.flatMap(({ id, gas, mass, module }) => {
    const rate = cabin.supplies[id] ?? 0;
    if (!(rate > 0) || !modules.includes(module)) return [];
    return [feedOf(gas, kilogramPerSecond(rate), mass, cubicMetre(size), kelvin(tracker.last.temperature))];
  });
}

/**
 * Everything but the hatches; null where nothing is leaking there. `reserve` counts down to the station's pressure by the
 * leak alone. The outlook is to the first of the limits of pressure and ppO2, with supplies as reported, once with all oxygen
 * replaced that people breathe and once with none: what the generators do is not told, and the truth lies between.
 */
export function reserveOf(
  station: Station,
  cabin: Cabin,
): { reserve: EstimateEvent["reserve"]; outlook: Outlook | null } {
  const home = leakingHome(station, cabin);
  if (home === null) return { reserve: null, outlook: null };
  const { reservePressure, ppO2Min } = station.limits;
  const [dpdt, pressure] = [dpdtOf(home), pressureOf(home)];
  const limits = { pressure: reservePressure, ppO2: ppO2Min };
  const replaced = {
    pressure,
    ppO2: pascal(Math.max(0, home.tracker.last.ppO2)),
    breathed: pascalPerSecond(0),
    feeds: feedsOf(station, cabin, home),
  };
  const breathed = pascalPerSecond(metabolicFall(station, cabin, home));
  return {
    reserve: reserveInterval(dpdt, pressure, reservePressure),
    outlook: {
      first: firstLimit(dpdt, replaced, limits),
      withoutOxygen: firstLimit(dpdt, { ...replaced, breathed }, limits),
      t1mm: pressure > oneMmHg ? t1mmInterval(dpdt, pressure) : null,
      ppO2Limit: ppO2Min,
    },
  };
}

/** For each hatch whose closing would part that volume: the part with most of its people, and what a hole in it would leave. */
export function ifClosed(station: Station, cabin: Cabin): HatchOutlook[] {
  const home = leakingHome(station, cabin);
  if (home === null) return [];
  const [dpdt, pressure] = [dpdtOf(home), pressureOf(home)];
  const states = (id: string) => cabin.hatches[id];
  const parting = bridges(station, states).filter((h) => h.operable && home.modules.includes(h.between[0]));
  return parting.map((hatch) => {
    const one = sideOf(station, states, hatch.id, hatch.between[0]);
    const other = home.modules.filter((m) => !one.includes(m));
    const [a, b] = [one, other].map((modules) => ({
      modules,
      people: peopleIn(station, cabin, modules),
      size: volumeOf(station, modules),
    }));
    const part = b.people > a.people || (b.people === a.people && b.size > a.size) ? b : a;
    const { reservePressure } = station.limits;
    return {
      hatch: hatch.id,
      modules: part.modules,
      reserveIfLeakInside: reserveShutIn(dpdt, pressure, reservePressure, cubicMetre(home.size), part.size),
    };
  });
}

/** The sentence of the alarm that the reserve is under `limit` (s): to the pressure (Pa), by the dial, and the oxygen's if first. */
export function reserveText(reserve: Interval<Second>, outlook: Outlook, to: Pascal, limit: number): string {
  const { first, ppO2Limit, t1mm } = outlook;
  const dial = t1mm === null ? "" : `, 1 mmHg every ${formatQuantity("time", t1mm.value, "s", 2)}`;
  const oxygen =
    first.limit === "ppO2"
      ? `; ppO2 at ${formatQuantity("pressure", ppO2Limit, "mmHg")} in ${formatInterval("time", first.time, "min")}`
      : "";
  const until = `${formatInterval("time", reserve, "min", 3)} to ${formatQuantity("pressure", to, "mmHg")}`;
  return `Reserve ${until}${dial}${oxygen}, limit ${lasting(limit)}`;
}

/** The same for those who say it in another language. */
export function reserveSays({ value, low, high }: Interval<Second>, to: Pascal, limit: number): Says {
  const to_mmHg = fromSI("pressure", to, "mmHg");
  return { code: "reserve-short", values: { reserve_s: value, low_s: low, high_s: high, to_mmHg, limit_s: limit } };
}
