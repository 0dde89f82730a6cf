/** What would follow if a hatch were moved. */
import { type Estimate, type HatchStates, sizeOf, volumes, type WholeStation } from "../station/index.ts";

export interface Side {
  readonly modules: readonly string[];
  readonly volume_m3: number;
  readonly people: readonly string[];
}

export interface Outcome {
  /** What becomes of the volumes on both sides: two where they part, one where they join or stay joined. */
  readonly sides: readonly Side[];
  /** People who then could not reach the seat of their ship. */
  readonly cutOff: readonly string[];
  /** (h) Reserve time for most of the people there, were the hole on their side; null where it is not known. */
  readonly reserveIfInside: Estimate["reserve"] | null;
}

/** What follows if `hatch` is moved to where it is not now. */
export function outcomeOf(
  whole: WholeStation,
  states: HatchStates,
  crew: Readonly<Record<string, string>>,
  estimate: Estimate | null,
  hatch: string,
): Outcome {
  const { between } = whole.hatches.find(({ id }) => id === hatch)!;
  const isOpen = states[hatch] !== "closed";
  const after = volumes(whole, { ...states, [hatch]: isOpen ? "closed" : "open" });
  const sides = after
    .filter((modules) => between.some((module) => modules.includes(module)))
    .map((modules) => ({
      modules,
      volume_m3: sizeOf(whole, modules),
      people: Object.keys(crew).filter((who) => modules.includes(crew[who])),
    }));
  const seats = new Map(whole.vehicles.map(({ id, seat }) => [id, seat]));
  const cutOff = whole.crew
    .filter(({ id, vehicle, at }) => {
      const air = after.find((modules) => modules.includes(crew[id] ?? at));
      const seat = seats.get(vehicle);
      return seat !== undefined && air !== undefined && !air.includes(seat);
    })
    .map(({ id }) => id);
  const said = isOpen ? estimate?.reserve_if_closed?.find((one) => one.hatch === hatch) : undefined;
  const reserveIfInside =
    said === undefined ? null : { ...said.reserve_if_leak_inside, to_mmHg: estimate!.reserve!.to_mmHg };
  return { sides, cutOff, reserveIfInside };
}
