/** Holes and leak checks, brought up to date minute by minute. */
import {
  actOnHole,
  adiabatic,
  type Check,
  type Checked,
  checkAir,
  checkBreath,
  curingLayers,
  followCheck,
  type HoleAct,
  isLost,
  leakSeen,
  openingOf,
  questionOf,
  silenceOf,
  startCheck,
  startHole,
  stillNeeded,
  upperFlow,
} from "../mend/index.ts";
import { joinedVolumes, type Station, volumeOf } from "../station/index.ts";
import { binLength } from "../watch/index.ts";
import { type Cabin, metabolicFall, readingsOf, riseOf, type Volume } from "./cabin.ts";
import type { ActionInput, PatchInput, SupplyInput } from "./input.ts";
import type { CheckReport, RunningCheck } from "./mending.ts";
import { gaugesOf, type Minute } from "./minute.ts";

/** Reports that are kept until they are told. */
const kept = 20;
/** (K) Where no thermometer has spoken yet. */
const roomTemperature = 295;

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
/** Those that change the opening. */
const isWork = (state: PatchInput["state"]) => state !== "cured" && state !== "curing";

/** Takes in a minute, before the hatches that moved in it part or join the volumes of the cabin; `tightBelow` in kg/s. */
export function mend(station: Station, cabin: Cabin, minute: Minute, tightBelow: number): void {
  const { mending } = cabin;
  if (mending.checks.length > 0) follow(station, cabin, minute);
  if (minute.actions.length > 0) {
    const hatches = { ...cabin.hatches };
    for (const action of minute.actions) take(station, cabin, minute, { action, hatches, tightBelow });
  }
  watchHoles(cabin, minute.index * binLength);
}

/** What the minute brings the checks that run. One in which something moves that interrupts a check is not read for it. */
function follow(station: Station, cabin: Cabin, minute: Minute): void {
  const { mending } = cabin;
  for (const running of mending.checks) {
    if (isLost(running.check, minute.index * binLength)) {
      interrupt(station, cabin, running, "no gauge has spoken for too long");
    }
  }
  const calm = mending.checks.filter(
    ({ check }) => !minute.actions.some((a) => disturbance(station, cabin.hatches, a, check.checked.modules) !== null),
  );
  if (calm.length === 0) return;
  const readings = readingsOf(station, minute, new Set());
  for (const running of calm) {
    const { check } = running;
    const { modules, volume } = check.checked;
    const own = modules.flatMap((m) => readings.get(m) ?? []);
    const before = check.verdict;
    const { members } = volumeAt(cabin, modules).tracker.senses.pressure;
    const pressure = own.filter((r) => r.quantity === "pressure").map((r) => r.reading);
    followCheck(
      check,
      {
        pressure: pressure.filter((r) => (members[r.sensor]?.health ?? "good") === "good"),
        temperature: own.filter((r) => r.quantity === "temperature").map((r) => r.reading),
        breathed: binLength * checkBreath.expected * metabolicFall(station, cabin, { modules, size: volume }),
      },
      (minute.index + 1) * binLength,
    );
    if (check.verdict !== before) report(station, cabin, running, { stage: "decided", interrupted: null });
  }
}

const volumeAt = (cabin: Cabin, modules: readonly string[]) =>
  cabin.volumes.find((v) => modules.some((m) => v.modules.includes(m))) as Volume;

/** What an action does to a check of these modules: the words for it, null where it does nothing. */
function disturbance(
  station: Station,
  hatches: Cabin["hatches"],
  action: ActionInput,
  modules: readonly string[],
): string | null {
  if (action.type === "hatch" && hatches[action.hatch] !== action.state) {
    const hatch = station.hatches.find((h) => h.id === action.hatch);
    if (hatch?.between.some((m) => modules.includes(m)))
      return `hatch ${action.hatch} was ${action.state === "open" ? "opened" : "closed"}`;
  }
  if (action.type === "supply" && action.rate > 0) {
    const supply = station.supplies.find((s) => s.id === action.supply);
    if (supply !== undefined && modules.includes(supply.module)) return `gas was let in from ${supply.id}`;
  }
  if (action.type === "patch" && isWork(action.state) && modules.includes(action.module))
    return `the hole in ${action.module} was worked on (${action.state})`;
  return null;
}

interface Taking {
  readonly action: ActionInput;
  /** As they stand when it is done. */
  readonly hatches: Cabin["hatches"];
  readonly tightBelow: number;
}

function take(station: Station, cabin: Cabin, minute: Minute, { action, hatches, tightBelow }: Taking): void {
  const { mending } = cabin;
  for (const running of [...mending.checks]) {
    const why = disturbance(station, hatches, action, running.check.checked.modules);
    if (why !== null) interrupt(station, cabin, running, why);
  }
  if (action.type === "hatch") hatches[action.hatch] = action.state;
  else if (action.type === "supply") shutOff(station, cabin, action);
  else if (action.type === "patch") patch(cabin, action);
  else if (action.type === "search" && action.found) holeAt(cabin, action.module, action.time, "found");
  else if (action.type === "check" && action.state === "end") {
    const running = mending.checks.find((r) => r.check.checked.modules.includes(action.module));
    if (running !== undefined) end(station, cabin, running, null);
  } else if (action.type === "check") {
    // Begun again is begun anew.
    const former = mending.checks.find((r) => r.check.checked.modules.includes(action.module));
    if (former !== undefined) interrupt(station, cabin, former, `a check of ${action.module} was begun anew`);
    const running = { module: action.module, check: begin(station, cabin, action, hatches, tightBelow) };
    mending.checks.push(running);
    const { modules } = running.check.checked;
    const fed = station.supplies.find((s) => modules.includes(s.module) && (cabin.supplies[s.id] ?? 0) > 0);
    if (fed !== undefined) interrupt(station, cabin, running, `gas is being let in from ${fed.id}`);
    readByHand(running, minute, action.time);
  }
}

/** What people read in the minute in which a check begins, once it has begun. */
function readByHand({ check }: RunningCheck, minute: Minute, since: number): void {
  const read = gaugesOf({ ...minute, actions: minute.actions.filter((a) => a.time >= since) });
  const pressure = read.filter((g) => check.checked.modules.includes(g.module)).map((g) => g.reading);
  if (pressure.length > 0) followCheck(check, { pressure, temperature: [], breathed: 0 }, since);
}

function begin(
  station: Station,
  cabin: Cabin,
  { module, time }: { readonly module: string; readonly time: number },
  hatches: Cabin["hatches"],
  tightBelow: number,
): Check {
  const modules = joinedVolumes(station, (h) => hatches[h]).find((v) => v.includes(module)) ?? [module];
  const { tracker } = volumeAt(cabin, modules);
  const volume = volumeOf(station, modules);
  const here = station.sensors.filter((s) => modules.includes(s.module));
  const { temperature } = tracker.last;
  const faded = (m: string) => {
    const fed = cabin.mending.fed[m];
    return fed === undefined ? 0 : fed.warmth * Math.exp((fed.time - time) / checkAir.settling.tau);
  };
  const checked: Checked = {
    modules,
    volume,
    temperature: Number.isFinite(temperature) ? temperature : roomTemperature,
    breathed: metabolicFall(station, cabin, { modules, size: volume }),
    share:
      volume /
      volumeOf(
        station,
        station.modules.map((m) => m.id),
      ),
    thermometers: here.filter((s) => s.quantity === "temperature"),
    silence: silenceOf(here.filter((s) => s.quantity === "pressure").map((s) => s.period)),
    settling: modules.reduce((sum, m) => sum + faded(m), 0),
    curing: cabin.mending.holes.filter((h) => modules.includes(h.module)).reduce((n, h) => n + curingLayers(h), 0),
  };
  return startCheck(checked, time, questionOf(checked, tightBelow));
}

/** Gas that was let in is warm by what the walls have not yet taken; a check that begins later still sees it cool. */
function shutOff(station: Station, cabin: Cabin, action: SupplyInput): void {
  const supply = station.supplies.find((s) => s.id === action.supply);
  const before = cabin.supplies[action.supply] ?? 0;
  if (supply === undefined || action.rate >= before) return;
  const rise = riseOf(supply.gas, before, volumeAt(cabin, [supply.module]));
  const warmth = adiabatic * rise * checkAir.settling.tau;
  if (Number.isFinite(warmth)) cabin.mending.fed[supply.module] = { time: action.time, warmth };
}

function holeAt(cabin: Cabin, module: string, time: number, act: HoleAct, needs?: number): void {
  const { holes } = cabin.mending;
  let hole = holes.find((h) => h.module === module);
  if (hole === undefined) {
    hole = startHole(module, module);
    holes.push(hole);
    if (act !== "found") actOnHole(hole, "found", time);
  }
  actOnHole(hole, act, time, needs);
}

function patch(cabin: Cabin, { module, state, time, needs }: PatchInput): void {
  holeAt(cabin, module, time, acts[state], needs);
  const seen = cabin.mending.seen[module];
  if (seen !== undefined && !seen.worked) Object.assign(seen, { worked: true, before: seen.opening });
}

/** A leak that begins where a hole was thought mended. */
function watchHoles(cabin: Cabin, time: number): void {
  for (const hole of cabin.mending.holes) {
    if (hole.state !== "tight" && hole.state !== "cured") continue;
    const mended = hole.log[hole.log.length - 1].time;
    const opened = cabin.volumes.some(
      ({ ripe, modules, tracker }) => ripe && modules.includes(hole.module) && (tracker.leak?.onset ?? 0) > mended,
    );
    if (opened) actOnHole(hole, "leaking", time);
  }
}

const interrupt = (station: Station, cabin: Cabin, running: RunningCheck, why: string) =>
  end(station, cabin, running, why);

function end(station: Station, cabin: Cabin, running: RunningCheck, interrupted: string | null): void {
  const { mending } = cabin;
  report(station, cabin, running, { stage: "ended", interrupted });
  mending.checks = mending.checks.filter((r) => r !== running);
  const { opening } = mending.reports[mending.reports.length - 1];
  if (opening === null) return;
  const { module } = running;
  // What a check that saw next to nothing says of the hole is no measure to compare with.
  if (running.check.verdict === "undecided" && opening.conductance < 3 * opening.sd) return;
  mending.seen[module] = { opening, before: null, worked: false };
}

function report(
  station: Station,
  cabin: Cabin,
  { module, check }: RunningCheck,
  { stage, interrupted }: { readonly stage: "decided" | "ended"; readonly interrupted: string | null },
): void {
  const { mending } = cabin;
  const { checked, verdict, since } = check;
  const flow = check.readings < 2 ? null : leakSeen(check);
  const now = check.last / check.first;
  const said: CheckReport = {
    key: `check ${module} ${since} ${stage} ${verdict} ${check.reopened}`,
    modules: checked.modules,
    since,
    verdict,
    flow: flow && { mean: flow.mean * now, sd: flow.sd * now, upper: upperFlow(check) * now },
    temperature: checked.temperature,
    volume: checked.volume,
    residual: check.question.limit,
    needed: interrupted === null || verdict !== "undecided" ? stillNeeded(check, gaugesIn(station, check)) : null,
    opening: flow && openingOf(flow, check.first),
    before: mending.seen[module]?.before ?? null,
    reopened: check.reopened,
    interrupted,
  };
  mending.reports = [...mending.reports.slice(1 - kept), said];
  if (verdict === "undecided" || stage === "ended") return;
  for (const hole of mending.holes) {
    if (checked.modules.includes(hole.module)) actOnHole(hole, verdict, check.decided);
  }
}

/** The gauges that a check may count on: those of the volume that speak by themselves, else people who go on as they have. */
function gaugesIn(station: Station, { checked, models, readings, heard, since }: Check) {
  const own = station.sensors.filter((s) => s.quantity === "pressure" && checked.modules.includes(s.module));
  if (own.length > 0) return own;
  const period = (heard - since) / Math.max(1, readings - 1);
  return models[0].air.gauges.map((id) => ({ id, sigma: byHand, step: 0, period }));
}
/** (Pa) Noise of a reading by hand: 0.5 mmHg. */
const byHand = 66.7;
