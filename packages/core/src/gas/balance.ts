/**
 * Ideal-gas balance over volumes that share air. Each module keeps its own temperature, since its walls and its thermal
 * control hold it; pressures and compositions become equal. (Joining without any heat exchange would give the mean
 * pressure by volume, sum(pV)/sum(V): the same where all temperatures are equal.)
 */
import {
  type CubicMetre,
  type Kelvin,
  kelvin,
  type Pascal,
  type PascalPerSecond,
  pascal,
  pascalPerSecond,
} from "../quantity/index.ts";
import { GasRangeError, positive } from "./errors.ts";
import type { Amounts } from "./mixture.ts";

/** A module's free air at its held temperature. */
export interface HeldVolume {
  /** (m3) */
  readonly volume: CubicMetre;
  /** (K) */
  readonly temperature: Kelvin;
}

/** Pressure (Pa) common to all `parts` after their hatches are opened: sum(p V/T) / sum(V/T). Refuses an empty list. */
export function joinedPressure(parts: readonly (HeldVolume & { readonly pressure: Pascal })[]): Pascal {
  const capacity = sumOfVolumeOverTemperature("joinedPressure", parts);
  let moles = 0;
  for (const { pressure, volume, temperature } of parts) moles += (pressure * volume) / temperature;
  return pascal(moles / capacity);
}

/**
 * Temperature (K) with which all `parts` together obey p V = m R T at their common pressure: sum(V) / sum(V/T). Use it with
 * the summed volume in the functions of one volume. Refuses an empty list.
 */
export function joinedTemperature(parts: readonly HeldVolume[]): Kelvin {
  const capacity = sumOfVolumeOverTemperature("joinedTemperature", parts);
  let volume = 0;
  for (const part of parts) volume += part.volume;
  return kelvin(volume / capacity);
}

/**
 * (mol) What each of `parts` holds after all have mixed fully, in the same order: all the gas, shared out in proportion to V/T.
 * Conserves every species. Refuses an empty list.
 */
export function joinedAmounts(parts: readonly (HeldVolume & { readonly amounts: Amounts })[]): Amounts[] {
  const capacity = sumOfVolumeOverTemperature("joinedAmounts", parts);
  const total = { o2: 0, n2: 0, co2: 0, h2o: 0 };
  for (const { amounts } of parts) {
    total.o2 += amounts.o2;
    total.n2 += amounts.n2;
    total.co2 += amounts.co2;
    total.h2o += amounts.h2o;
  }
  return parts.map(({ volume, temperature }) => {
    const share = volume / temperature / capacity;
    return { o2: total.o2 * share, n2: total.n2 * share, co2: total.co2 * share, h2o: total.h2o * share };
  });
}

/**
 * Rate of fall (Pa/s) once the leak of a joined volume that fell at `fall` (Pa/s) is shut into `isolated` (m3) of its
 * `joined` (m3): fall V_joined / V_isolated, the hole and the temperature being the same. Check: 0.6 mmHg/h of 916 m3 shut
 * into 10.3 m3 is 53.4 mmHg/h.
 */
export function isolatedFall(fall: PascalPerSecond, joined: CubicMetre, isolated: CubicMetre): PascalPerSecond {
  positive("isolatedFall", "joined volume", joined, "m3");
  positive("isolatedFall", "isolated volume", isolated, "m3");
  return pascalPerSecond((fall * joined) / isolated);
}

function sumOfVolumeOverTemperature(where: string, parts: readonly HeldVolume[]): number {
  let sum = 0;
  for (const { volume, temperature } of parts) {
    positive(where, "volume", volume, "m3");
    positive(where, "temperature", temperature, "K");
    sum += volume / temperature;
  }
  if (parts.length === 0) throw new GasRangeError(where, "number of volumes", 0, "at least 1");
  return sum;
}
