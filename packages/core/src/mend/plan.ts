/** How long a check must run, told before it starts: its own filter over the readings to come, of which only the times matter. */
import { type Reading, roundingOf } from "../watch/index.ts";
import { type AirFilter, feelWarmth, observe, predict } from "./air.ts";
import { horizon, step } from "./assumptions.ts";
import { type Check, weighed } from "./check.ts";
import { type Checked, modelsOf, type PlannedSensor } from "./model.ts";
import { informationToReach, type Standing, undecidedAt } from "./passage.ts";
import { fixedInformation, likeliest, passMinute, type Question, standing, type Test, weigh } from "./sequential.ts";

/** (s) What a check of a volume takes; null beyond 30 days. */
export interface CheckPlan {
  /** On average, of a volume that is tight or loses the limit; null where more than 1 in 1,000 are undecided after 30 days. */
  readonly expected: number | null;
  /** By then 9 in 10 tight volumes are proven to lose less than the limit. */
  readonly proven: number | null;
  /** By then 9 in 10 volumes that lose the visible flow are seen to leak. */
  readonly seen: number | null;
  /** A test of fixed length with the same errors. */
  readonly fixed: number | null;
}

const often = 0.9;
/** (-) Tests that may never be decided, of which no average can be told; and those of which one need not wait for the end. */
const never = 1e-3;
const hardly = 1e-5;
/** (s) For which the filter is run. */
const straight = 3 * 86400;

/** The plan of a check with these gauges. No gauge: never. */
export function planCheck(checked: Checked, gauges: readonly PlannedSensor[], question: Question): CheckPlan {
  if (gauges.length === 0) return { expected: null, proven: null, seen: null, fixed: null };
  const { errors, limit, visible } = question;
  const [{ air, test }] = modelsOf(checked);
  const known = informationOf({ air, test, checked }, gauges);
  const start = standing([{ L: 0, Q: 0, log: 0 }], question);
  return {
    expected: expectedTime(known, 0, start, limit),
    proven: timeTo(known, informationToReach(-Math.log(errors.tight), often) / limit ** 2),
    seen: timeTo(known, informationToReach(-Math.log(errors.leaking), often) / visible ** 2),
    fixed: timeTo(known, fixedInformation(question)),
  };
}

/** (s) What a check that runs still needs on average; 0 where it is decided, null beyond 30 days. */
export function stillNeeded(check: Check, gauges: readonly PlannedSensor[]): number | null {
  if (check.verdict !== "undecided") return 0;
  if (gauges.length === 0) return null;
  const { models, question, checked } = check;
  const { air, test } = likeliest(models.map((m) => ({ ...m, log: m.prior + m.air.evidence })));
  const own: AirFilter = {
    ...air,
    x: air.x.slice(),
    P: air.P.slice(),
    gauges: [...air.gauges],
    firsts: { ...air.firsts },
  };
  const from = { air: own, test: { ...test, response: test.response.slice() }, checked };
  return expectedTime(informationOf(from, gauges), test.Q, standing(weighed(check), question), question.limit);
}

/** (1/(Pa m3/s)^2) What will be known in how many minutes. */
type Information = (minutes: number) => number;

function informationOf(
  { air, test, checked }: { readonly air: AirFilter; readonly test: Test; readonly checked: Checked },
  gauges: readonly PlannedSensor[],
): Information {
  const known: number[] = [];
  const last = straight / step;
  const at = (minutes: number): number => {
    for (let i = known.length; i <= minutes; i++) {
      passPlanned(air, test, checked, gauges, i * step);
      known.push(test.Q);
    }
    return known[minutes];
  };
  // Past a few times its longest memory the air brings as much information every hour: the rest is a straight line.
  return (minutes) =>
    minutes <= last ? at(minutes) : at(last) + ((at(last) - at(last / 2)) / (last / 2)) * (minutes - last);
}

/** (s) When the information reaches `asked`. */
function timeTo(known: Information, asked: number): number | null {
  for (let i = 0; i <= horizon / step; i++) if (known(i) >= asked) return i * step;
  return null;
}

/** (s) The mean time to the verdict, where so much is known `now`: the chance that there is none yet, summed over the minutes. */
function expectedTime(known: Information, now: number, from: Standing, limit: number): number | null {
  let time = 0;
  let left = 1;
  for (let i = 0; i < horizon / step && left > hardly; i++) {
    left = undecidedAt((known(i) - now) * limit ** 2, from);
    time += left * step;
  }
  return left > never ? null : time;
}

/** One minute as it will be, from `time` (s) on. */
function passPlanned(
  air: AirFilter,
  test: Test,
  { volume, thermometers, temperature }: Checked,
  gauges: readonly PlannedSensor[],
  time: number,
): void {
  if (!Number.isNaN(air.anchor)) {
    passMinute(test, air, volume, 1);
    predict(air, 0);
  }
  const warmth = thermometers.filter((t) => speaks(t, time)).map((t) => readingOf(t, temperature));
  const felt = feelWarmth(air, warmth);
  if (felt !== null) weigh(test, air, felt);
  for (const g of gauges) if (speaks(g, time)) weigh(test, air, observe(air, readingOf(g, cabinPressure)));
}

/** Whether a sensor speaks in the minute that begins at `time` (s). */
const speaks = ({ period }: PlannedSensor, time: number) => Math.ceil(time / period) * period < time + step;

function readingOf({ id, sigma, step: rounding, period }: PlannedSensor, mean: number): Reading {
  const variance = (sigma ** 2 + rounding ** 2 / 12) / Math.max(1, step / period);
  return { sensor: id, mean, variance, bias: roundingOf(sigma, rounding) };
}

/** (Pa) Of the readings of a plan: only their times matter. */
const cabinPressure = 1e5;
