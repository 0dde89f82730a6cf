/** The watch over every volume of a cabin, brought up to date by a minute. */
import { followBalance, followTrend } from "../size/index.ts";
import type { Hatch, Station } from "../station/index.ts";
import {
  acquit,
  type Bin,
  binLength,
  emptyBin,
  isFelt,
  isRipe,
  type KnownLeak,
  levelOf,
  logOdds,
  patched,
  type Tracker,
  thresholdOf,
  track,
  unsettleLevel,
} from "../watch/index.ts";
import { closeMinute } from "./brisk.ts";
import { type Cabin, copyOfVolume, isAsleep, metabolicFall, type Volume } from "./cabin.ts";
import type { ActionInput } from "./input.ts";
import type { Minute } from "./minute.ts";
import { binOf, isOperation, type Readings, readingsOf } from "./readings.ts";
import { regroup } from "./regroup.ts";

/** How sure a volume must be of a leak: `known` log odds while a leak is open elsewhere, `fresh` otherwise. */
export interface Thresholds {
  readonly fresh: number;
  readonly known: number;
  /** Of the brisk tier. */
  readonly brisk: number;
}

/** Watching begins, if it has not, at `time` (s). */
export function awake(station: Station, cabin: Cabin, time: number): void {
  if (cabin.volumes.length > 0) return;
  cabin.location = null;
  regroup(station, cabin, time);
}

/** Takes in one minute. */
export function turn(station: Station, cabin: Cabin, minute: Minute, thresholds: Thresholds): void {
  const moved = act(station, cabin, minute.actions);
  // A minute in which a hatch moved mixes two stations: nothing is read from the modules that it joins or parts.
  const blurred = new Set(
    cabin.volumes
      .filter((v) => moved.some((h) => h.between.some((m) => v.modules.includes(m))))
      .flatMap((v) => v.modules),
  );
  const readings = readingsOf(station, minute, blurred);
  const stirred = minute.actions.some((a) => a.type === "note" && isOperation(a));
  const stepped = stepUnseen(cabin, minute);
  rouse(cabin, readings, minute.index * binLength);
  for (const v of cabin.volumes) {
    if (isAsleep(v) && !isHeard(v, readings)) continue;
    for (const sensor of [...minute.frozen, ...Object.keys(minute.noisy)])
      for (const f of Object.values(v.tracker.senses)) acquit(f, sensor);
    v.tracker.metabolic = metabolicFall(station, cabin, v);
    const bin = { ...(v.begun ? emptyBin : binOf(station, cabin, v, readings)), stirred };
    v.begun = false;
    const threshold = isOpen(cabin) ? thresholds.known : thresholds.fresh;
    track(v.tracker, bin, v.tracker.leak === null ? threshold : thresholds.fresh);
    closeMinute(v.pack, v.tracker);
    v.ripe = ripens(v, thresholds.fresh);
    v.doubted.push(lowestDoubted(v, bin));
    v.doubted.shift();
    if (!Number.isFinite(v.tracker.first.pressure)) continue;
    followTrend(v.trend, levelOf(v.tracker));
    followBalance(
      v.balance,
      { level: v.tracker.nitrogen, supplied: bin.suppliedNitrogen, stirred: stirred || stepped },
      daysAt(minute.index),
    );
  }
  if (moved.length > 0) regroup(station, cabin, (minute.index + 1) * binLength);
}

/** What a minute begins with may have stepped while nobody saw it; tells whether it may. */
function stepUnseen(cabin: Cabin, { unseen }: Minute): boolean {
  if (typeof unseen !== "number") return false;
  for (const v of cabin.volumes) if (!isAsleep(v)) unsettleLevel(v.tracker);
  return true;
}

/** (days since 1970) When a minute begins. */
const daysAt = (minute: number) => minute / 1440;

const isHeard = ({ modules }: Volume, readings: Readings) =>
  modules.some((m) => readings.get(m)?.some(({ quantity }) => quantity === "pressure"));

/** A volume whose gauge speaks for the first time, at `time` (s), is no longer shared with other copies of the cabin. */
function rouse(cabin: Cabin, readings: Readings, time: number): void {
  const rises = (v: Volume) => isAsleep(v) && isHeard(v, readings);
  if (!cabin.volumes.some(rises)) return;
  cabin.volumes = cabin.volumes.map((v) => {
    if (!rises(v)) return v;
    const own = copyOfVolume(v);
    own.tracker.time = time;
    return own;
  });
}

const isOpen = (cabin: Cabin) => cabin.volumes.some((v) => v.ripe);

/** Once ripe a leak stays so until it is given up. It needs all the evidence that was asked for, whenever it comes. */
function ripens({ ripe, tracker }: Volume, threshold: number): boolean {
  const { leak, belief, climate, codes } = tracker;
  if (leak === null) return false;
  const due = isRipe(leak, belief, isFelt(climate), codes.alone);
  return ripe || (due && evidenceFor(leak, belief) >= thresholdOf(tracker, threshold));
}

/** (-) Log of the odds at which a leak was learnt or, where more, that it has come to since. */
export const evidenceFor = (leak: KnownLeak, belief: Tracker["belief"]) => Math.max(leak.log, logOdds(leak, belief));

/** (Pa) The lowest reading of a gauge that is left out, or may be, only because another one says otherwise. */
function lowestDoubted({ tracker }: Volume, bin: Bin): number {
  const { members } = tracker.senses.pressure;
  const doubted = bin.pressure.filter((r) => members[r.sensor]?.health === "torn").map((r) => r.mean);
  return doubted.length === 0 ? Number.NaN : Math.min(...doubted);
}

/** Does what people did in one minute, and gives the hatches that are not as they were. */
function act(station: Station, cabin: Cabin, actions: readonly ActionInput[]): readonly Hatch[] {
  if (actions.length === 0) return [];
  const before = { ...cabin.hatches };
  for (const action of actions) apply(cabin, action);
  return station.hatches.filter((h) => before[h.id] !== cabin.hatches[h.id]);
}

function apply(cabin: Cabin, action: ActionInput): void {
  if (action.type === "hatch") cabin.hatches[action.hatch] = action.state;
  else if (action.type === "supply") cabin.supplies[action.supply] = action.rate;
  else if (action.type === "torque") cabin.torque[action.axis] = action.value;
  else if (action.type === "crew") cabin.crew[action.who] = action.module;
  else if (action.type === "patch" && action.state !== "cured") {
    for (const v of cabin.volumes) if (v.modules.includes(action.module)) patched(v.tracker);
  }
}
