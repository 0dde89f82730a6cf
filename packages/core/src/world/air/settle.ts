/**
 * A station that has been lived in: composition differs from module to module (by the way the fans carry it) and water
 * stands where condensers hold it. Half a day is run ahead of the start, then pressures and mean partial pressures are
 * set to what the scenario says, so that the record does not open with the world's own settling.
 */

import type { AirState, Scenario } from "../scenario/index.ts";
import { type Cabin, CO2, H2O, N2, O2 } from "./cabin.ts";
import type { Hatches } from "./joined.ts";

/** What lives in a world before its start: people and machines, and no weather. */
export interface Habitat {
  readonly scenario: Scenario;
  readonly cabin: Cabin;
  readonly hatches: Hatches;
  /** Goes on to the minute that begins at `time` (s). */
  advanceLife(time: number): void;
  live(time: number, dt: number): void;
  /** Sizes what the scenario leaves open, from the air of now. */
  balance(): void;
}

const ahead = 12 * 3600;
const step = 60;

export function settle(world: Habitat, starting: readonly AirState[]): void {
  const { cabin, hatches, scenario } = world;
  const before = cabin.amount.slice();
  for (let time = scenario.start - ahead; time < scenario.start; time += step) {
    world.advanceLife(time);
    world.live(time, step);
    hatches.equalise();
  }
  const settled = cabin.amount.slice();
  cabin.amount.set(before);
  for (const { modules } of hatches.volumes) {
    const air = starting[modules[0]];
    // Where the scenario asks for different air behind open hatches, its first hours are what it is about.
    if (modules.every((m) => starting[m] === air)) keepPattern(cabin, settled, modules, air);
  }
  cabin.retotal();
  hatches.equalise();
  world.balance();
}

/** Takes the pattern of O2, CO2 and water over the volume, with the means of the scenario; N2 makes up the pressure. */
function keepPattern(cabin: Cabin, settled: Float64Array, modules: readonly number[], air: AirState): void {
  let capacity = 0;
  for (const m of modules) capacity += cabin.capacity(m);
  const excess = (s: number, wanted: number) => {
    let moles = 0;
    for (const m of modules) moles += settled[4 * m + s];
    return moles / capacity - wanted;
  };
  const [o2, co2] = [excess(O2, air.ppO2), excess(CO2, air.ppCO2)];
  for (const m of modules) {
    const i = 4 * m;
    const c = cabin.capacity(m);
    cabin.amount[i + O2] = Math.max(0, settled[i + O2] - o2 * c);
    cabin.amount[i + CO2] = Math.max(0, settled[i + CO2] - co2 * c);
    cabin.amount[i + H2O] = settled[i + H2O];
    const rest = cabin.amount[i + O2] + cabin.amount[i + CO2] + cabin.amount[i + H2O];
    cabin.amount[i + N2] = Math.max(0, air.pressure * c - rest);
  }
}
