import { type Phrase, phrase } from "../phrase/index.ts";
import { UnknownIdError } from "./errors.ts";
import type { Hatch, HatchState, Module, Station } from "./types.ts";

/** How each hatch stands at some moment, by its id. */
export type HatchStates = (hatch: string) => HatchState;

/** In which module each person is at some moment, by the person's id. */
export type CrewPositions = (person: string) => string;

/** The hatches as the station file has them. Throws `UnknownIdError` when asked for another. */
export function filedHatchStates(station: Station): HatchStates {
  return (id) => hatchOf(station, id).state;
}

/** The crew as the station file has them. Throws `UnknownIdError` when asked for another. */
export function filedPositions(station: Station): CrewPositions {
  return (id) => find(station.crew, id, phrase`the id of a crew member`).at;
}

/** `states` but for one hatch. */
export function withHatch(states: HatchStates, hatch: string, state: HatchState): HatchStates {
  return (id) => (id === hatch ? state : states(id));
}

/** The hatch of that id. Throws `UnknownIdError`. */
export const hatchOf = (station: Station, id: string): Hatch => find(station.hatches, id, phrase`the id of a hatch`);

/** The module of that id. Throws `UnknownIdError`. */
export const moduleOf = (station: Station, id: string): Module => find(station.modules, id, phrase`the id of a module`);

function find<Item extends { readonly id: string }>(items: readonly Item[], id: string, kind: Phrase): Item {
  const found = items.find((item) => item.id === id);
  if (found !== undefined) return found;
  throw new UnknownIdError(
    id,
    kind,
    items.map((item) => item.id),
  );
}
