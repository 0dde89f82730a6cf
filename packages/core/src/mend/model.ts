/** The volume of a leak check, and how its air may behave: one model for each way in which thermometers may speak of the gas. */
import { type AirFilter, startAir, type Unrest } from "./air.ts";
import { air, breath, outgassing, sharing, sweat } from "./assumptions.ts";
import { startTest, type Test } from "./sequential.ts";

/** A sensor as its file says: (Pa or K) noise of one reading and quantisation; (s) between readings. */
export interface PlannedSensor {
  readonly id: string;
  readonly sigma: number;
  readonly step: number;
  readonly period: number;
}

/** The volume of a check. */
export interface Checked {
  readonly modules: readonly string[];
  /** (m3) */
  readonly volume: number;
  /** (K) Of its air. */
  readonly temperature: number;
  /** (Pa/s) Fall by the oxygen of the people in it if none is replaced. */
  readonly breathed: number;
  /** (-) Part of the whole station's air. */
  readonly share: number;
  /** Those in it: (K) noise of one reading and quantisation; (s) between readings. */
  readonly thermometers: readonly PlannedSensor[];
  /** (s) Longest time without a word from any gauge. */
  readonly silence: number;
  /** (Pa) What still settles: of a hatch that has just been shut, and of gas let in before. */
  readonly settling: number;
  /** Layers of sealant that still cure in it. */
  readonly curing: number;
}

/** The air as one model has it. */
export interface AirModel {
  /** (-) ln of how likely it was before. */
  readonly prior: number;
  readonly air: AirFilter;
  readonly test: Test;
  /** Whether the hole has opened since the verdict `tight`; begun anew whenever it speaks against that. */
  again: Test;
  /** Whether the pressure has jumped up in one of the last minutes, the oldest first. */
  jumps: Test[];
}

/** (Pa m3/s) The flow of `massFlow` (kg/s) of air at `temperature` (K). */
export const flowOfMass = (massFlow: number, temperature: number) => massFlow * gasConstant * temperature;
/** (kg/s) The mass of a flow (Pa m3/s) at `temperature` (K). */
export const massOfFlow = (flow: number, temperature: number) => flow / (gasConstant * temperature);
/** (J/(kg K)) Dry air. */
const gasConstant = 287.05;

/** The models of the air of a volume under check, the one that is assumed to hold first. */
export function modelsOf(c: Checked): AirModel[] {
  const ways = c.thermometers.length > 0 ? sharing : [{ shared: 0, likely: 1 }];
  return ways.map(({ shared, likely }) => ({
    prior: Math.log(likely),
    air: startAir(unrestOf(c, shared)),
    test: startTest(),
    again: startTest(),
    jumps: [],
  }));
}

/** (-) What is expected of the fall that people's oxygen makes if none is replaced, in a volume with this `share` of the station. */
export const expectedBreath = (share: number) => share * breath.whole.expected + (1 - share) * breath.part.expected;

function unrestOf(c: Checked, shared: number): Unrest {
  const breathed = c.breathed * (c.share * breath.whole.sd + (1 - c.share) * breath.part.sd);
  // Of the same life as warmth that nothing shows.
  const vapour = Math.min(sweat.most, sweat.rate * c.breathed * sweat.tau);
  const kelvin = cabinPressure / c.temperature;
  const { measured, unknown } = air.warmth;
  return {
    balance: { sd: Math.hypot(air.balance.sd, breathed), tau: c.breathed > 0 ? breath.tau : air.balance.tau },
    warmth: measured,
    unseen: { ...unknown, sd: Math.hypot((1 - shared) * unknown.sd, vapour / kelvin) },
    shared,
    kelvin,
    settling: Math.hypot(air.settling.sd, c.settling),
    outgassing: {
      rate: (c.curing * outgassing.perLayer * gasConstant * c.temperature) / c.volume / outgassing.tau,
      tau: outgassing.tau,
    },
  };
}
const cabinPressure = 1e5;
