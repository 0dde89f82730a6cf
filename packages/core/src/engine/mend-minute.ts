/** Holes and leak checks, brought up to date minute by minute. */
import { adiabatic, checkAir } from "../mend/index.ts";
import type { Station } from "../station/index.ts";
import { binLength } from "../watch/index.ts";
import type { Cabin } from "./cabin.ts";
import { beginCheck, endCheck, followChecks, readByHand, volumeAt } from "./checks.ts";
import { attachTo, findHole, isWork, patch, watchHoles } from "./holes.ts";
import type { ActionInput, CheckInput, SupplyInput } from "./input.ts";
import { brokenOff, type Interruption } from "./mending.ts";
import type { Minute } from "./minute.ts";
import { riseOf } from "./readings.ts";
import { settle } from "./settled.ts";

/** Hatches, people and supplies as they stand when something is done. */
type Places = Pick<Cabin, "hatches" | "crew" | "supplies">;

/** Takes in a minute, before the hatches that moved in it part or join the volumes of the cabin; `tightBelow` in kg/s. */
export function mend(station: Station, cabin: Cabin, minute: Minute, tightBelow: number): void {
  const { mending } = cabin;
  if (mending.checks.length > 0) {
    // A minute in which something moves that interrupts a check is not read for it.
    const disturbs = (modules: readonly string[]) =>
      minute.actions.some((a) => disturbance(station, cabin, a, modules) !== null);
    followChecks(station, cabin, minute, disturbs);
  }
  if (minute.actions.length > 0) {
    const places = { hatches: { ...cabin.hatches }, crew: { ...cabin.crew }, supplies: { ...cabin.supplies } };
    for (const action of minute.actions) take(station, cabin, minute, { action, places, tightBelow });
  }
  watchHoles(cabin, (minute.index + 1) * binLength);
  settle(cabin);
}

function hatchMoved({ hatch, state }: Extract<ActionInput, { type: "hatch" }>): Interruption {
  const done = state === "open" ? "opened" : "closed";
  return brokenOff(`hatch-${done}`, `hatch ${hatch} was ${done}`, { hatch });
}

const personMoved = (who: string, isIn: boolean): Interruption =>
  isIn ? brokenOff("came-in", `${who} came in`, { who }) : brokenOff("left", `${who} left`, { who });

/** What an action does to a check of these modules; null where it does nothing. */
function disturbance(
  station: Station,
  { hatches, crew }: Places,
  action: ActionInput,
  modules: readonly string[],
): Interruption | null {
  if (action.type === "hatch" && hatches[action.hatch] !== action.state) {
    const hatch = station.hatches.find((h) => h.id === action.hatch);
    if (hatch?.between.some((m) => modules.includes(m))) return hatchMoved(action);
  }
  if (action.type === "supply" && action.rate > 0) {
    const supply = station.supplies.find((s) => s.id === action.supply);
    if (supply !== undefined && modules.includes(supply.module)) {
      return brokenOff("let-in", `gas was let in from ${supply.id}`, { supply: supply.id });
    }
  }
  if (action.type === "crew") {
    const [was, is] = [crew[action.who], action.module].map((m) => modules.includes(m));
    if (was !== is) return personMoved(action.who, is);
  }
  if (action.type === "patch" && isWork(action.state) && modules.includes(action.module))
    return brokenOff("worked-on", `the hole in ${action.module} was worked on (${action.state})`, {
      module: action.module,
      work: action.state,
    });
  return null;
}

interface Taking {
  readonly action: ActionInput;
  readonly places: Places;
  readonly tightBelow: number;
}

function take(station: Station, cabin: Cabin, minute: Minute, { action, places, tightBelow }: Taking): void {
  for (const running of [...cabin.mending.checks]) {
    const why = disturbance(station, places, action, running.check.checked.modules);
    if (why !== null) endCheck(station, cabin, running, why);
  }
  if (action.type === "hatch") places.hatches[action.hatch] = action.state;
  else if (action.type === "crew") places.crew[action.who] = action.module;
  else if (action.type === "supply") letIn(station, cabin, action, places);
  else if (action.type === "patch") patch(cabin, action);
  else if (action.type === "attach") attachTo(cabin, action);
  else if (action.type === "search" && action.found) findHole(cabin, action.module, action.time);
  else if (action.type === "check") call(station, cabin, minute, action, places, tightBelow);
}

/** A check is called for, or ended. */
function call(
  station: Station,
  cabin: Cabin,
  minute: Minute,
  action: CheckInput,
  { hatches, supplies }: Places,
  tightBelow: number,
): void {
  const { mending } = cabin;
  const former = mending.checks.find((r) => r.check.checked.modules.includes(action.module));
  if (action.state === "end") {
    if (former !== undefined) endCheck(station, cabin, former, null);
    return;
  }
  // Begun again is begun anew.
  if (former !== undefined) {
    const text = `a check of ${action.module} was begun anew`;
    endCheck(station, cabin, former, brokenOff("anew", text, { module: action.module }));
  }
  const running = beginCheck(station, cabin, action, hatches, tightBelow);
  const { modules } = running.check.checked;
  const fed = station.supplies.find((s) => modules.includes(s.module) && (supplies[s.id] ?? 0) > 0);
  if (fed !== undefined) {
    const text = `gas is being let in from ${fed.id}`;
    endCheck(station, cabin, running, brokenOff("letting-in", text, { supply: fed.id }));
  } else readByHand(running, minute, action.time);
}

/** A supply opens or is shut. What it let in is warm by what the walls have not yet taken: a check that begins later sees it cool. */
function letIn(station: Station, cabin: Cabin, action: SupplyInput, { supplies }: Places): void {
  const supply = station.supplies.find((s) => s.id === action.supply);
  const before = supplies[action.supply] ?? 0;
  supplies[action.supply] = action.rate;
  if (supply === undefined || action.rate >= before) return;
  const rise = riseOf(supply.gas, before, volumeAt(cabin, [supply.module]));
  const warmth = adiabatic * rise * checkAir.settling.tau;
  if (Number.isFinite(warmth)) cabin.mending.fed[supply.module] = { time: action.time, warmth };
}
