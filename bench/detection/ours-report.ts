/** What Hullwatch did, in lines to be read: delays, false alarms, sizing. */
import type { Tier } from "./conditions.ts";
import type { Floor } from "./floor.ts";
import type { LeakRun, QuietResult } from "./jobs.ts";
import type { Sized } from "./ours.ts";
import { mean, poissonUpper, quantile, rms, share } from "./tally.ts";

export interface Delays {
  readonly slope: number;
  /** (s) */
  readonly floor: number;
  readonly median: number;
  readonly p90: number;
  readonly runs: number;
  readonly late: number;
  readonly missed: number;
}

/** Over the runs of one slope; a leak that was missed counts as found never. */
export function delaysOf(runs: readonly LeakRun[], slope: number, floor: number): Delays {
  const own = runs.filter((run) => run.slope === slope);
  const fair = own.filter((run) => !run.late);
  const delays = fair.map((run) => run.delay ?? Number.POSITIVE_INFINITY);
  return {
    ...{ slope, floor, median: quantile(delays, 0.5), p90: quantile(delays, 0.9) },
    ...{ runs: fair.length, late: own.length - fair.length, missed: delays.filter((d) => d === Infinity).length },
  };
}

const time = (s: number) => (s < 120 ? `${s.toFixed(1)} s` : `${(s / 60).toFixed(1)} min`);

export const delayLine = ({ slope, floor, median, p90, runs, late, missed }: Delays) =>
  `  ${`${slope} mmHg/h`.padEnd(12)} ${`${(median / floor).toFixed(2)} floors`.padStart(13)}   median ${time(median).padStart(9)}   ` +
  `90 % ${time(p90).padStart(9)} (${(p90 / floor).toFixed(2)})   floor ${time(floor).padStart(9)}   ` +
  `${runs} runs, ${missed} missed, ${late} already in alarm`;

/** How right the rate was at one moment of the leaks of one slope. */
export interface Sizing {
  readonly slope: number;
  readonly when: "at the alarm" | "at 2 floors" | "at 5 floors";
  readonly estimates: number;
  /** (-) Of the 90 % intervals, those that hold the truth. */
  readonly coverage: number;
  /** Mean of the estimates over the truth, less one. */
  readonly bias: number;
  /** Of the error in Cramer-Rao sds: rms about the truth and sd about the mean. */
  readonly error: number;
  readonly sd: number;
  /** Mean half width of the 90 % interval in Cramer-Rao sds x 1.645. */
  readonly width: number;
}

/** `told` gives an estimate and the time (s since onset) at which the bound is taken. */
function sizingOf(
  runs: readonly LeakRun[],
  { floor, tier }: { floor: Floor; tier: Tier },
  { slope, when }: Pick<Sizing, "slope" | "when">,
  told: (run: LeakRun) => { at: number | null; sized: Sized | null },
): Sizing {
  const found = runs.flatMap((run) => {
    const { at, sized } = told(run);
    if (run.slope !== slope || run.late || at === null || sized === null) return [];
    return [{ ...sized, bound: 1 / Math.sqrt(floor.information[Math.max(1, Math.round(at / tier.dt))]) }];
  });
  const errors = found.map((s) => (s.value - slope) / s.bound);
  const middle = mean(errors);
  return {
    ...{ slope, when, estimates: found.length },
    coverage: share(found.map((s) => s.low <= slope && slope <= s.high)),
    bias: mean(found.map((s) => s.value / slope - 1)),
    error: rms(errors),
    sd: rms(errors.map((e) => e - middle)),
    width: mean(found.map((s) => (s.high - s.low) / 2 / (1.645 * s.bound))),
  };
}

/** `t50` (s) is the floor of each slope. */
export function sizingsOf(runs: readonly LeakRun[], floor: Floor, tier: Tier, t50: readonly number[]): Sizing[] {
  return tier.slopes.flatMap((slope, i) => [
    sizingOf(runs, { floor, tier }, { slope, when: "at the alarm" }, (r) => ({ at: r.delay, sized: r.sized.alarm })),
    sizingOf(runs, { floor, tier }, { slope, when: "at 2 floors" }, (r) => ({ at: 2 * t50[i], sized: r.sized.twice })),
    sizingOf(runs, { floor, tier }, { slope, when: "at 5 floors" }, (r) => ({ at: 5 * t50[i], sized: r.sized.five })),
  ]);
}

export function sizingLine({ slope, when, estimates, coverage, bias, error, sd, width }: Sizing): string {
  const head = `  ${`${slope} mmHg/h`.padEnd(12)} ${when.padEnd(13)}`;
  if (estimates === 0) return `${head} nothing told`;
  return (
    `${head} ${`${estimates} told`.padStart(9)}   90 % interval holds ${(100 * coverage).toFixed(1)} %   bias ${(100 * bias).toFixed(1)} %   ` +
    `in Cramer-Rao sds: sd ${sd.toFixed(2)}, rms error ${error.toFixed(2)}, interval ${width.toFixed(2)}`
  );
}

export interface FalseAlarms {
  readonly count: number;
  /** Without the time in which an alarm stood. */
  readonly days: number;
  readonly total: number;
  /** (1/d) Exact upper 95 % limit. */
  readonly upper: number;
  readonly late: number;
  readonly kinds: string;
}

export function falseAlarmsOf(results: readonly QuietResult[]): FalseAlarms {
  const raised = results.flatMap((r) => r.raised);
  const days = results.reduce((sum, r) => sum + r.clearDays, 0);
  const kinds = Object.entries(Object.groupBy(raised, (r) => r.kind)).map(([kind, all]) => `${all?.length} ${kind}`);
  return {
    count: raised.length,
    days,
    total: results.reduce((sum, r) => sum + r.days, 0),
    upper: poissonUpper(raised.length) / days,
    late: results.filter((r) => r.late).length,
    kinds: kinds.join(", ") || "none",
  };
}

export function falseAlarmLine(what: string, f: FalseAlarms): string {
  const standing = (100 * (1 - f.days / f.total)).toFixed(1);
  return (
    `  ${what.padEnd(26)} ${f.count} false alarms (${f.kinds}) in ${f.total.toFixed(0)} d: ` +
    `one in ${f.count === 0 ? "-" : (f.days / f.count).toFixed(0)} d, upper 95 % limit one in ${(1 / f.upper).toFixed(0)} d; ` +
    `in alarm ${standing} % of the time, ${f.late} records at the end of the warm-up`
  );
}
