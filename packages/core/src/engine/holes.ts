/** Holes that are known: what is done to them, what becomes of them by themselves, and what is attached. */
import { actOnHole, attach, cureLeft, type Hole, type HoleAct, lastWork, startHole } from "../mend/index.ts";
import type { Cabin } from "./cabin.ts";
import type { AttachInput, PatchInput } from "./input.ts";
import { placeOf } from "./location.ts";

/** What a `patch:` row does to a hole. */
const acts: Readonly<Record<PatchInput["state"], HoleAct>> = {
  hand: "hand",
  tape: "tape",
  sealant: "sealant",
  applied: "applied",
  curing: "curing",
  cured: "cured",
  removed: "removed",
};
/** Whether what is done changes the opening. */
export const isWork = (state: PatchInput["state"]) => state !== "cured" && state !== "curing";

/** Which hole of its module: where none is named, the one without a name. */
type Named = { readonly module: string; readonly hole?: string; readonly time: number };

/** Holes with a name that are followed, and rows of further ones that are kept until that is told. */
export const mostNamed = 64;
const keptRefused = 100;

/** The hole that is spoken of. One that nobody has told of yet has been found now; null where too many are known. */
function holeAt({ mending }: Cabin, { module, hole, time }: Named): Hole | null {
  const id = hole === undefined ? module : `${module}#${hole}`;
  const known = mending.holes.find((h) => h.id === id);
  if (known !== undefined) return known;
  const found = startHole(id, module);
  actOnHole(found, "found", time);
  if (hole !== undefined && mending.holes.filter((h) => h.id !== h.module).length >= mostNamed) {
    mending.refused = [...mending.refused.slice(1 - keptRefused), found];
    return null;
  }
  mending.holes.push(found);
  return found;
}

/** Somebody has found a hole in a module: the one that is known there and not mended, if any. */
export function findHole(cabin: Cabin, module: string, time: number): void {
  const known = cabin.mending.holes.find((h) => h.id === module);
  if (known === undefined) holeAt(cabin, { module, time });
  else actOnHole(known, "found", time);
}

export function patch(cabin: Cabin, input: PatchInput): void {
  const hole = holeAt(cabin, input);
  if (hole !== null) actOnHole(hole, acts[input.state], input.time, input.needs);
  const seen = cabin.mending.seen[input.module];
  if (isWork(input.state) && seen !== undefined && !seen.worked) {
    Object.assign(seen, { worked: true, before: seen.opening });
  }
}

export function attachTo(cabin: Cabin, { time, kind, name, sha256, note, ...named }: AttachInput): void {
  const hole = holeAt(cabin, { ...named, time });
  if (hole !== null) attach(hole, { time, kind, name, sha256, note });
}

/** What becomes of holes by themselves until `time` (s): material that has had its time, and a leak where one was mended. */
export function watchHoles(cabin: Cabin, time: number): void {
  for (const hole of cabin.mending.holes) {
    if (isDue(hole, time)) actOnHole(hole, "due", hole.cure.since + hole.cure.needs);
    if (hole.state === "tight" || hole.state === "cured") watchMended(cabin, hole, time);
  }
}

const isDue = (hole: Hole, time: number) =>
  hole.state === "curing" &&
  cureLeft(hole, time) === 0 &&
  !hole.log.some((e) => e.act === "due" && e.time >= hole.cure.since);

/** A leak that has begun since: the hole's own where it stands alone in the volume or the leak is placed there, else perhaps. */
function watchMended(cabin: Cabin, hole: Hole, time: number): void {
  const mended = lastWork(hole)?.time ?? 0;
  const leaking = cabin.volumes.find(
    ({ ripe, modules, tracker }) => ripe && modules.includes(hole.module) && (tracker.leak?.onset ?? 0) > mended,
  );
  if (leaking === undefined) return;
  const place = leaking.modules.length === 1 ? leaking.modules : placeOf(cabin);
  if (place.join() === hole.module) actOnHole(hole, "leaking", time);
  else if (!hole.log.some((e) => e.act === "suspect" && e.time > mended)) actOnHole(hole, "suspect", time);
}
