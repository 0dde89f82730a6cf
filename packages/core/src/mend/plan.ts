/** How long a check must run, told before it starts: its own filter over the readings to come, of which only the times matter. */
import { type Reading, roundingOf } from "../watch/index.ts";
import { type AirFilter, feelWarmth, observe, predict } from "./air.ts";
import { horizon, step } from "./assumptions.ts";
import { type Check, type Checked, modelsOf, type PlannedSensor, weighed } from "./check.ts";
import { informationToReach } from "./passage.ts";
import {
  expectedInformation,
  fixedInformation,
  likeliest,
  passMinute,
  type Question,
  type Test,
  weigh,
} from "./sequential.ts";

/** (s) What a check of a volume takes; null beyond 30 days. */
export interface CheckPlan {
  /** On average, of a volume that is tight or loses the limit. */
  readonly expected: number | null;
  /** By then 9 in 10 tight volumes are proven to lose less than the limit. */
  readonly proven: number | null;
  /** By then 9 in 10 volumes that lose the visible flow are seen to leak. */
  readonly seen: number | null;
  /** A test of fixed length with the same errors. */
  readonly fixed: number | null;
}

const often = 0.9;
/** (s) For which the filter is run. */
const straight = 3 * 86400;

/** The plan of a check with these gauges. No gauge: never. */
export function planCheck(checked: Checked, gauges: readonly PlannedSensor[], question: Question): CheckPlan {
  const { errors, limit, visible } = question;
  const asked = [
    expectedInformation([{ L: 0, Q: 0, log: 0 }], question),
    informationToReach(-Math.log(errors.tight), often) / limit ** 2,
    informationToReach(-Math.log(errors.leaking), often) / visible ** 2,
    fixedInformation(question),
  ];
  const [{ air, test }] = modelsOf(checked);
  const from = { air, test, checked };
  const [expected, proven, seen, fixed] = timesTo(from, gauges, asked);
  return { expected, proven, seen, fixed };
}

/** (s) What a check that runs still needs on average; 0 where it is decided, null beyond 30 days. */
export function stillNeeded(check: Check, gauges: readonly PlannedSensor[]): number | null {
  if (check.verdict !== "undecided") return 0;
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
  return timesTo(from, gauges, [expectedInformation(weighed(check), question)])[0];
}

/** (s) When the information reaches each of `asked`. */
function timesTo(
  { air, test, checked }: { readonly air: AirFilter; readonly test: Test; readonly checked: Checked },
  gauges: readonly PlannedSensor[],
  asked: readonly number[],
): (number | null)[] {
  const times: (number | null)[] = asked.map(() => null);
  if (gauges.length === 0) return times;
  // Past a few times its longest memory the air brings as much information every hour: the rest is a straight line.
  let halfway = 0;
  for (let time = 0; time <= straight; time += step) {
    passPlanned(air, test, checked, gauges, time);
    for (const [i, Q] of asked.entries()) if (test.Q >= Q) times[i] ??= time;
    if (!times.includes(null)) return times;
    if (time === straight / 2) halfway = test.Q;
  }
  const more = (test.Q - halfway) / (straight / 2);
  return times.map((t, i) => {
    const then = t ?? straight + (asked[i] - test.Q) / more;
    return then <= horizon ? then : null;
  });
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
