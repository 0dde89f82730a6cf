/** How long a check must run, told before it starts: its own filter over the readings to come, of which only the times matter. */
import { roundingOf } from "../watch/index.ts";
import { type AirFilter, observe, predict, startAir } from "./air.ts";
import { horizon, step } from "./assumptions.ts";
import { type Check, type Checked, unrestOf } from "./check.ts";
import { informationToReach } from "./passage.ts";
import { expectedInformation, fixedInformation, passMinute, type Question, startTest, type Test, weigh } from "./sequential.ts";

/** A gauge as its file says: (Pa) noise of one reading and quantisation; (s) between readings. */
export interface PlannedGauge {
  readonly id: string;
  readonly sigma: number;
  readonly step: number;
  readonly period: number;
}

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
export function planCheck(checked: Checked, gauges: readonly PlannedGauge[], question: Question): CheckPlan {
  const { errors, limit, visible } = question;
  const asked = [
    expectedInformation(startTest(), question),
    informationToReach(-Math.log(errors.tight), often) / limit ** 2,
    informationToReach(-Math.log(errors.leaking), often) / visible ** 2,
    fixedInformation(question),
  ];
  const from = { air: startAir(unrestOf(checked)), test: startTest(), volume: checked.volume };
  const [expected, proven, seen, fixed] = timesTo(from, gauges, asked);
  return { expected, proven, seen, fixed };
}

/** (s) What a check that runs still needs on average; 0 where it is decided, null beyond 30 days. */
export function stillNeeded(check: Check, gauges: readonly PlannedGauge[]): number | null {
  if (check.verdict !== "undecided") return 0;
  const { air, test, question, checked } = check;
  const own: AirFilter = { ...air, x: air.x.slice(), P: air.P.slice(), gauges: [...air.gauges] };
  const from = { air: own, test: { ...test, response: test.response.slice() }, volume: checked.volume };
  return timesTo(from, gauges, [expectedInformation(test, question)])[0];
}

/** (s) When the information reaches each of `asked`. */
function timesTo(
  { air, test, volume }: { readonly air: AirFilter; readonly test: Test; readonly volume: number },
  gauges: readonly PlannedGauge[],
  asked: readonly number[],
): (number | null)[] {
  const times: (number | null)[] = asked.map(() => null);
  const due = gauges.map(() => 0);
  // Past a few times its longest memory the air brings as much information every hour: the rest is a straight line.
  let halfway = 0;
  for (let time = 0; time <= straight && gauges.length > 0; time += step) {
    if (!Number.isNaN(air.anchor)) {
      passMinute(test, air, volume, 1);
      predict(air, 0);
    }
    gauges.forEach((g, i) => {
      if (time < due[i]) return;
      due[i] = Math.max(due[i] + g.period, time + step);
      const samples = Math.max(1, step / g.period);
      const variance = (g.sigma ** 2 + g.step ** 2 / 12) / samples;
      weigh(test, air, observe(air, { sensor: g.id, mean: cabinPressure, variance, bias: roundingOf(g.sigma, g.step) }));
    });
    for (const [i, Q] of asked.entries()) if (times[i] === null && test.Q >= Q) times[i] = time;
    if (times.every((t) => t !== null)) return times;
    if (time === straight / 2) halfway = test.Q;
  }
  const more = (test.Q - halfway) / (straight / 2);
  return times.map((t, i) => {
    const then = t ?? straight + (asked[i] - test.Q) / more;
    return then <= horizon ? then : null;
  });
}

/** (Pa) Of the readings of a plan: only their times matter. */
const cabinPressure = 1e5;
