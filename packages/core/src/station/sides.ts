import { joinedVolumeOf } from "./joined.ts";
import { type CrewPositions, type HatchStates, hatchOf, withHatch } from "./lookup.ts";
import type { CrewMember, Station, Vehicle } from "./types.ts";

/** What is on one side of a closed hatch: all that shares air with the module there. */
export interface Side {
  readonly modules: readonly string[];
  readonly crew: readonly CrewMember[];
  /** Those whose seat is on this side. */
  readonly vehicles: readonly Vehicle[];
}

/**
 * The two sides of a hatch once it is closed, in the order of its `between`. They are the same where air goes round
 * another way; what shares no air with either module is on neither. Throws `UnknownIdError`.
 */
export function sides(
  station: Station,
  states: HatchStates,
  positions: CrewPositions,
  hatch: string,
): readonly [Side, Side] {
  const closed = withHatch(states, hatch, "closed");
  const [a, b] = hatchOf(station, hatch).between;
  const side = (module: string): Side => {
    const modules = joinedVolumeOf(station, closed, module);
    return {
      modules,
      crew: station.crew.filter(({ id }) => modules.includes(positions(id))),
      vehicles: station.vehicles.filter(({ seat }) => modules.includes(seat)),
    };
  };
  return [side(a), side(b)];
}

/** The modules that still share air with `module` once `hatch` is closed. Throws `UnknownIdError`. */
export function sideOf(station: Station, states: HatchStates, hatch: string, module: string): readonly string[] {
  return joinedVolumeOf(station, withHatch(states, hatchOf(station, hatch).id, "closed"), module);
}

/**
 * The people who could not reach the seat of their vehicle without opening a hatch: nobody may be among them when a
 * hatch is to be closed. Throws `UnknownIdError` where `positions` names no module.
 */
export function cutOff(station: Station, states: HatchStates, positions: CrewPositions): readonly CrewMember[] {
  return station.crew.filter((person) => {
    const { seat } = station.vehicles.find(({ id }) => id === person.vehicle)!;
    return !joinedVolumeOf(station, states, positions(person.id)).includes(seat);
  });
}
