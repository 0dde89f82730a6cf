/** Leak checks as they run in the cabin: begun, followed minute by minute, broken off, ended, reported. */
import {
  actOnHole,
  type Check,
  type Checked,
  checkAir,
  checkOutgassing,
  curingLayers,
  expectedBreath,
  followCheck,
  isLost,
  isStill,
  leakSeen,
  mayLeak,
  openingOf,
  passesRule,
  questionOf,
  repeats,
  silenceOf,
  startCheck,
  startRun,
  stillNeeded,
  upperFlow,
  vestibuleProves,
} from "../mend/index.ts";
import { formatQuantity, fromSI, pascal } from "../quantity/index.ts";
import { joinedVolumes, type Station, volumeOf } from "../station/index.ts";
import { binLength } from "../watch/index.ts";
import { type Cabin, metabolicFall, type Volume } from "./cabin.ts";
import type { CheckInput } from "./input.ts";
import { brokenOff, type CheckReport, type Interruption, type RunningCheck } from "./mending.ts";
import { gaugesOf, type Minute } from "./minute.ts";
import { readingsOf } from "./readings.ts";
import { proofOf, whatStands } from "./settled.ts";

/** Reports that are kept until they are told. */
const kept = 20;
/** (K) Where no thermometer has spoken yet. */
const roomTemperature = 295;

export const volumeAt = (cabin: Cabin, modules: readonly string[]) =>
  cabin.volumes.find((v) => modules.some((m) => v.modules.includes(m))) as Volume;

/** The pressure sensors of the volume of a check. */
const gaugesOn = (station: Station, { checked }: Check) =>
  station.sensors.filter((s) => s.quantity === "pressure" && checked.modules.includes(s.module));

/** What the minute brings the checks that run, but for those that it `disturbs`. */
export function followChecks(
  station: Station,
  cabin: Cabin,
  minute: Minute,
  disturbs: (modules: readonly string[]) => boolean,
): void {
  for (const running of cabin.mending.checks) {
    if (isLost(running.check, minute.index * binLength)) {
      endCheck(station, cabin, running, brokenOff("silent", "no gauge has spoken for too long"));
    }
  }
  const calm = cabin.mending.checks.filter(({ check }) => !disturbs(check.checked.modules));
  if (calm.length === 0) return;
  const readings = readingsOf(station, minute, new Set());
  for (const running of calm) followOne(station, cabin, minute, running, readings);
}

function followOne(
  station: Station,
  cabin: Cabin,
  minute: Minute,
  running: RunningCheck,
  readings: ReturnType<typeof readingsOf>,
): void {
  const { check } = running;
  const { modules, volume } = check.checked;
  const frozen = check.models[0].air.gauges.find((id) => minute.frozen.includes(id));
  if (frozen !== undefined) {
    endCheck(station, cabin, running, brokenOff("frozen", `${frozen} is frozen`, { sensor: frozen }));
    return;
  }
  const own = modules.flatMap((m) => readings.get(m) ?? []);
  const before = { verdict: check.verdict, gross: check.gross };
  const { members } = volumeAt(cabin, modules).tracker.senses.pressure;
  const pressure = own.filter((r) => r.quantity === "pressure").map((r) => r.reading);
  followCheck(
    check,
    {
      pressure: pressure.filter((r) => (members[r.sensor]?.health ?? "good") === "good"),
      temperature: own.filter((r) => r.quantity === "temperature").map((r) => r.reading),
      breathed:
        binLength * expectedBreath(check.checked.share) * metabolicFall(station, cabin, { modules, size: volume }),
      still: stillGauges(station, check, cabin, minute).length > 0,
    },
    (minute.index + 1) * binLength,
  );
  if (check.jumped > 0) {
    const by = formatQuantity("pressure", pascal(check.jumped), "mmHg", 2);
    const text = `the pressure rises by ${by} within minutes: gas comes in that nobody reported`;
    const values = { rise_mmHg: fromSI("pressure", pascal(check.jumped), "mmHg") };
    endCheck(station, cabin, running, brokenOff("jumped", text, values));
  } else if (check.rises)
    endCheck(station, cabin, running, brokenOff("rises", "the pressure rises: gas comes in or it grows warmer"));
  else if (check.verdict !== before.verdict || check.gross !== before.gross) {
    decideCheck(station, cabin, running, check.verdict !== before.verdict);
  }
}

/** The gauges of a check that stand stiller than they can. */
const stillGauges = (station: Station, check: Check, { mending }: Cabin, minute: Minute) =>
  gaugesOn(station, check).filter((gauge) => {
    mending.repeated[gauge.id] ??= startRun();
    const run = mending.repeated[gauge.id];
    const { values = [] } = minute.samples[station.sensors.indexOf(gauge)] ?? {};
    for (const value of values) if (Number.isFinite(value)) repeats(run, value);
    return isStill(run, gauge);
  });

/** Begins the check that is called for; gives it. */
export function beginCheck(
  station: Station,
  cabin: Cabin,
  { module, time }: CheckInput,
  hatches: Cabin["hatches"],
  tightBelow: number,
): RunningCheck {
  const modules = joinedVolumes(station, (h) => hatches[h]).find((v) => v.includes(module)) ?? [module];
  const { temperature } = volumeAt(cabin, modules).tracker.last;
  const volume = volumeOf(station, modules);
  const whole = volumeOf(
    station,
    station.modules.map((m) => m.id),
  );
  const here = station.sensors.filter((s) => modules.includes(s.module));
  const { holes, fed } = cabin.mending;
  const warmth = ({ time: shut, warmth }: (typeof fed)[string]) =>
    warmth * Math.exp((shut - time) / checkAir.settling.tau);
  const sum = (xs: readonly number[]) => xs.reduce((a, b) => a + b, 0);
  const checked: Checked = {
    modules,
    volume,
    temperature: Number.isFinite(temperature) ? temperature : roomTemperature,
    breathed: metabolicFall(station, cabin, { modules, size: volume }),
    share: volume / whole,
    thermometers: here.filter((s) => s.quantity === "temperature"),
    silence: silenceOf(here.filter((s) => s.quantity === "pressure").map((s) => s.period)),
    settling: sum(modules.map((m) => (fed[m] === undefined ? 0 : warmth(fed[m])))),
    curing: sum(holes.filter((h) => modules.includes(h.module)).map((h) => curingLayers(h, time, checkOutgassing.tau))),
  };
  const running = { module, check: startCheck(checked, time, questionOf(checked, tightBelow)) };
  cabin.mending.checks.push(running);
  return running;
}

/** What people read in the minute in which a check begins, once it has begun at `since` (s). */
export function readByHand({ check }: RunningCheck, minute: Minute, since: number): void {
  const read = gaugesOf({ ...minute, actions: minute.actions.filter((a) => a.time >= since) });
  const pressure = read.filter((g) => check.checked.modules.includes(g.module)).map((g) => g.reading);
  if (pressure.length > 0) followCheck(check, { pressure, temperature: [], breathed: 0 }, since);
}

/** A verdict has `fallen`, which is noted of the holes there, or only that on a gross leak: reported. */
function decideCheck(station: Station, cabin: Cabin, running: RunningCheck, fallen: boolean): void {
  const { check, module } = running;
  const { verdict, gross, since, reopened } = check;
  const here = cabin.mending.holes.filter((h) => check.checked.modules.includes(h.module));
  if (fallen && verdict !== "undecided") {
    // Of several holes in one volume it is not known which one leaks.
    for (const hole of verdict === "leaking" ? mayLeak(here) : here) actOnHole(hole, verdict, check.decided);
    prove(cabin, running);
  }
  keep(
    cabin,
    reportOf(station, cabin, running, `check ${module} ${since} ${verdict} ${gross} ${reopened}`, null, true),
  );
}

/** What the verdict of a check proves, or no longer. */
function prove({ mending }: Cabin, running: RunningCheck): void {
  const { verdict, checked } = running.check;
  const others = mending.proofs.filter((p) => !p.modules.some((m) => checked.modules.includes(m)));
  mending.proofs = verdict === "tight" ? [...others, proofOf(running)] : others;
}

/** A check ends, `interrupted` by something where that is not null. */
export function endCheck(
  station: Station,
  cabin: Cabin,
  running: RunningCheck,
  interrupted: Interruption | null,
): void {
  const { mending } = cabin;
  const { module, check } = running;
  const report = reportOf(
    station,
    cabin,
    running,
    `check ${module} ${check.since} ended ${check.verdict} ${interrupted?.text ?? null}`,
    interrupted,
    false,
  );
  keep(cabin, report);
  mending.checks = mending.checks.filter((r) => r !== running);
  if (check.verdict === "tight") prove(cabin, running);
  const { opening } = report;
  if (opening === null || check.rises) return;
  // What a check that saw next to nothing says of the hole is no measure to compare with.
  if (check.verdict === "undecided" && opening.conductance < 3 * opening.sd) return;
  mending.seen[module] = { opening, before: null, worked: false };
}

function keep({ mending }: Cabin, report: CheckReport): void {
  mending.reports = [...mending.reports.slice(1 - kept), report];
}

/** The checks that run, as they stand. */
export const standingChecks = (station: Station, cabin: Cabin): CheckReport[] =>
  cabin.mending.checks.map((r) => reportOf(station, cabin, r, "", null, true));

function reportOf(
  station: Station,
  cabin: Cabin,
  { module, check }: RunningCheck,
  key: string,
  interrupted: Interruption | null,
  runs: boolean,
): CheckReport {
  const { checked, verdict, gross, since } = check;
  const flow = check.readings < 2 ? null : leakSeen(check);
  const now = check.last / check.first;
  const proves = () => vestibuleProves(checked.volume, checked.temperature, check.noise).proves;
  return {
    key,
    modules: checked.modules,
    since,
    verdict,
    gross,
    runs,
    flow: flow && { mean: flow.mean * now, sd: flow.sd * now, upper: upperFlow(check) * now },
    temperature: checked.temperature,
    volume: checked.volume,
    residual: check.question.limit,
    needed: interrupted === null || verdict !== "undecided" ? stillNeeded(check, gaugesIn(station, check)) : null,
    opening: flow && openingOf(flow, check.first),
    before: cabin.mending.seen[module]?.before ?? null,
    stands: verdict === "tight" && isLeakKnown(cabin) ? whatStands(cabin, proofOf({ module, check })) : null,
    reopened: check.reopened,
    still: check.still,
    vestibule: flow && { passed: passesRule(check), proves: proves() },
    trusted: station.supplies.filter((s) => checked.modules.includes(s.module)).map((s) => s.id),
    interrupted,
  };
}

const isLeakKnown = ({ volumes }: Cabin) => volumes.some((v) => v.tracker.leak !== null);

/** The gauges that a check may count on: those of the volume that speak by themselves, else people who go on as they have. */
function gaugesIn(station: Station, check: Check) {
  const own = gaugesOn(station, check);
  if (own.length > 0) return own;
  const period = (check.heard - check.since) / Math.max(1, check.readings - 1);
  return check.models[0].air.gauges.map((id) => ({ id, sigma: byHand, step: 0, period }));
}
/** (Pa) Noise of a reading by hand: 0.5 mmHg. */
const byHand = 66.7;
