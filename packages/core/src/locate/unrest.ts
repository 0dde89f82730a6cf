import { molarMass, R } from "../gas/index.ts";
import { type Station, volumeOf } from "../station/index.ts";
import { air, breath } from "./assumptions.ts";

/** (K) Good enough for what people breathe. */
const roomTemperature = 295;

/** (Pa/s) Fall that the oxygen of so many `people` makes in `volume` (m3) of air if none of it is replaced. */
export const oxygenFall = ({ metabolicO2 }: Station, people: number, volume: number): number =>
  (people * metabolicO2 * R * roomTemperature) / molarMass.o2 / volume;

/** (Pa/s) What people and machines make of the pressure of a part. */
export interface Living {
  /** The fall that is expected of what its people breathe, and how far that may be off. */
  readonly expected: number;
  readonly own: number;
  /** What its machines may make or remove for people who are elsewhere. */
  readonly made: number;
}

/**
 * What people and machines make of the pressure of `modules`, with `people` (-) of the `aboard` in them. Machines that make oxygen
 * and remove carbon dioxide go on for people who are elsewhere now: those that stand here, or where the station file does not say
 * in which modules they do, as if they were spread over all by volume.
 */
export function livingIn(station: Station, modules: readonly string[], people: number, aboard: number): Living {
  const volume = volumeOf(station, modules);
  const places = station.modules.filter((m) => m.lifeSupport === true);
  const machines =
    places.length === 0
      ? shareOf(station, modules)
      : places.filter((m) => modules.includes(m.id)).length / places.length;
  const here = oxygenFall(station, people, volume);
  const of = machines > 0 ? breath.withMachines : breath.without;
  return {
    expected: of.expected * here,
    own: of.sd * here,
    made: breath.elsewhere * oxygenFall(station, aboard, volume) * machines,
  };
}

/** (Pa/s) How far the balance of gas in a part may be off: what lives there, less where it holds more of the air; and what nobody explains. */
export const unrestOf = (station: Station, modules: readonly string[], { own, made }: Living): number =>
  Math.hypot(air.balance.sd, own, made * (1 - shareOf(station, modules)));

/** (-) Of all air. */
const shareOf = (station: Station, modules: readonly string[]) =>
  volumeOf(station, modules) /
  volumeOf(
    station,
    station.modules.map((m) => m.id),
  );
