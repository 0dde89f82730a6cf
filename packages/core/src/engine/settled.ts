/** When the leak that was known is over by the verdict of a check: then nobody waits until the watch gives it up by itself. */
import { findingOf } from "../locate/index.ts";
import { type Hole, massOfFlow, upperFlow } from "../mend/index.ts";
import { formatInterval, formatQuantity, fromSI, kilogramPerSecond } from "../quantity/index.ts";
import { forgetLeak, isGone, leakOf } from "../watch/index.ts";
import type { Cabin, Volume } from "./cabin.ts";
import type { Says } from "./event.ts";
import { dpdtOf } from "./losing.ts";
import type { Mending, Proof, RunningCheck } from "./mending.ts";
import { clock, lasting } from "./words.ts";

/** (-) The leak is taken to have been in a volume that holds as much of its place. */
const sure = 0.95;
/** Standard deviations from which a volume is said to go on losing air, and is searched. */
const clear = 3;

/** What `tight` has proven so far. */
export function proofOf({ check }: RunningCheck): Proof {
  const { checked, since, heard, question } = check;
  const mass = (flow: number) => massOfFlow(flow, checked.temperature);
  const upper = mass(upperFlow(check) * (check.last / check.first));
  return { modules: checked.modules, since, until: heard, upper, limit: mass(question.limit) };
}

/** Lets go of the leaks that are known where a check has proven that what leaked is tight, and nothing says otherwise. */
export function settle(cabin: Cabin): void {
  const { mending } = cabin;
  const leaking = cabin.volumes.filter((v) => v.tracker.leak !== null);
  if (leaking.length === 0 && cabin.location === null) return;
  const found = mending.proofs.find((p) => whatStands(cabin, p) === null);
  const running = mending.checks.find((r) => r.check.since === found?.since && r.check.verdict === "tight");
  const proof = running === undefined ? (found ?? null) : proofOf(running);
  if (proof === null && mending.proofs.some((p) => leaksElsewhere(cabin, p))) cabin.location = null;
  mending.settled = proof && { proof, others: leaking.map((v) => `${named(v)} at most ${most(v)}`) };
  if (proof === null) return;
  for (const v of leaking) {
    forgetLeak(v.tracker);
    v.ripe = false;
  }
  cabin.location = null;
}

/** Why the leak that is known is not over by a proof; null where it is. A second leak is never taken for mended. */
export function whatStands(cabin: Cabin, { modules, since }: Proof): string | null {
  const leaking = cabin.volumes.filter((v) => v.tracker.leak !== null);
  const onsets = leaking.map((v) => v.tracker.leak?.onset ?? 0);
  const { holes } = cabin.mending;
  const here = holes.filter((h) => modules.includes(h.module));
  const unproven = holes.filter((h) => h.state !== "tight");
  const later = onsets.some((onset) => onset >= since);
  if (later) return "a leak has begun since this check did";
  if (unproven.length > 0) return `not checked tight: ${unproven.map((h) => h.id).join(", ")}`;
  if (!here.some((h) => isWorkedOnSince(h, Math.min(...onsets))) && !isPlacedIn(cabin, modules))
    return "nobody has found the hole there";
  const still = leaking.find(({ tracker }) => tracker.leak !== null && !isGone(tracker.leak, tracker.belief));
  if (still === undefined) return null;
  return isSure(still)
    ? `${named(still)} still ${still.modules.length === 1 ? "loses" : "lose"} ${formatInterval("pressureRate", dpdtOf(still), "mmHg/h")}`
    : `${named(still)} may still lose ${most(still)}`;
}

/** Somebody has seen and stopped it while the leak was known. */
const isWorkedOnSince = ({ log }: Hole, onset: number) =>
  log.some(
    (e) => e.time >= onset && (e.act === "found" || e.act === "hand" || e.act === "tape" || e.act === "sealant"),
  );

function isPlacedIn({ location }: Cabin, modules: readonly string[]): boolean {
  if (location === null) return false;
  const { probability } = findingOf(location.locator);
  return modules.reduce((sum, m) => sum + (probability[m] ?? 0), 0) >= sure;
}

/** The place of the leak has been proven tight, and what is beyond it goes on losing: the search begins anew. */
const leaksElsewhere = (cabin: Cabin, { modules }: Proof) =>
  isPlacedIn(cabin, modules) &&
  cabin.volumes.some((v) => isSure(v) && v.tracker.leak !== null && !v.modules.some((m) => modules.includes(m)));

function isSure({ tracker }: Volume): boolean {
  const { fall, sd } = leakOf(tracker.belief);
  return fall > clear * sd;
}

const named = ({ modules }: Volume) =>
  modules.length < 3 ? modules.join(" and ") : `${modules[0]} and ${modules.length - 1} more`;

/** The largest fall that its watch leaves, with 95 %. */
const most = (v: Volume) => formatQuantity("pressureRate", dpdtOf(v).high, "mmHg/h", 2);

/** What is said when the leak alarm is cleared by it: verdict, upper limit, time basis. */
export function settledText({ proof, others }: NonNullable<Mending["settled"]>, holes: readonly Hole[]): string {
  const { modules, since, until, upper, limit } = proof;
  const flow = (x: number) => formatQuantity("massFlow", kilogramPerSecond(x), "kg/day", 2);
  const mended = holes.filter((h) => modules.includes(h.module)).map((h) => h.id);
  const rest = others.length === 0 ? "" : `; by its watch ${others.join(", ")}`;
  return (
    `Mended: ${mended.join(", ")} checked tight: ${modules.join(" and ")} ${modules.length === 1 ? "loses" : "lose"} at most ` +
    `${flow(upper)} (95 %), limit ${flow(limit)}, in a check of ${lasting(until - since)} ` +
    `from ${clock(since)}${rest}`
  );
}

/** The same for those who say it in another language. */
export function settledSays({ proof }: NonNullable<Mending["settled"]>): Says {
  const flow = (x: number) => fromSI("massFlow", kilogramPerSecond(x), "kg/day");
  const { modules, since, until, upper, limit } = proof;
  const values = { upper_kg_per_day: flow(upper), limit_kg_per_day: flow(limit), span_s: until - since };
  return { code: "leak-settled", values: { modules: modules.join(), ...values } };
}
