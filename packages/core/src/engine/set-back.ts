/**
 * A clock that was set back. Its readings come too late until its time has caught up, and then join on to what was heard before as if
 * nothing lay between: the air has gone on for as long as the clock was set back, and nobody has seen how.
 */
import type { Station } from "../station/index.ts";
import { unsettled } from "./brisk.ts";
import { airUnseen } from "./gross.ts";
import { type Minute, startUnseen } from "./minute.ts";
import type { EngineState } from "./state.ts";

/** (s) Readings came too late for so long at least; then in time with no more than this between. */
const least = 1800;
const gap = 60;

/** A reading of `time` (s) came too late. One that was stored while nothing at all was heard says nothing of any clock. */
export function fallBehind(state: EngineState, time: number): void {
  const { behind, lost } = state;
  if (lost && time >= lost.from && time <= lost.to) return;
  state.behind = { from: behind?.from ?? time, to: Math.max(behind?.to ?? time, time) };
}

/** A reading of `time` (s) came in time, into `minute`. */
export function catchUp(station: Station, state: EngineState, minute: Minute, time: number): void {
  const { behind, live, gross } = state;
  if (!behind) return;
  state.behind = null;
  if (behind.to - behind.from < least || time > behind.to + gap) return;
  startUnseen(minute, time);
  for (const v of live.volumes) unsettled(v.pack, time);
  airUnseen(station, gross, time);
}
