/** What people are at: while they do what was advised, in the order in which it was, nothing else is advised. */
import type { PlanNode } from "../plan/index.ts";
import type { HatchState, Station } from "../station/index.ts";
import type { Cabin } from "./cabin.ts";

export interface Course {
  /** To be moved in this order. */
  readonly hatches: readonly string[];
  readonly to: HatchState;
  /** Hatches and people as they were when it was advised, and where people were sent. */
  readonly states: { readonly [hatch: string]: HatchState };
  readonly from: { readonly [person: string]: string };
  readonly crew: { readonly [person: string]: string };
}

/** The course that a step sets; null where no hatch is to be moved. */
export function courseOf({ action, hatches, crew }: Omit<PlanNode, "outcomes">, cabin: Cabin): Course | null {
  if (action !== "close" && action !== "open") return null;
  const to = action === "close" ? "closed" : "open";
  return { hatches, to, states: { ...cabin.hatches }, from: { ...cabin.crew }, crew };
}

/** Whether it is under way: some of it is left to do, and all that was done is what was advised. */
export function isOnCourse(station: Station, cabin: Cabin, { hatches, to, states, from, crew }: Course): boolean {
  const isMoved = (hatch: string) => cabin.hatches[hatch] === to;
  const done = hatches.findIndex((hatch) => !isMoved(hatch));
  if (done < 0) return false;
  const others = station.hatches.filter(({ id }) => !hatches.slice(0, done).includes(id));
  const isThere = ({ id }: Station["crew"][number]) => {
    const goal = crew[id] ?? from[id];
    return cabin.crew[id] === goal || (done === 0 && cabin.crew[id] === from[id]);
  };
  return others.every(({ id }) => cabin.hatches[id] === states[id]) && station.crew.every(isThere);
}
