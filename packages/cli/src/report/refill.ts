import { fromSI, type Pascal, type Second, significant } from "@hullwatch/core/quantity";
import type { CabinAir, ModuleAir, Refill, RefillAsked, RefillStep, Stop } from "@hullwatch/core/refill";
import { type Limits, volumeOf } from "@hullwatch/core/station";
import type { Shell } from "../shell/index.ts";
import { plural, span } from "./text.ts";

const gasName = { o2: "oxygen", n2: "nitrogen", air: "air" } as const;
const p1 = (p: Pascal) => fromSI("pressure", p, "mmHg").toFixed(1);
const percent = (x: number) => `${(100 * x).toFixed(1)} %`;
const kg = (mass: number) => `${significant(mass)} kg`;
const airText = (a: CabinAir) => `${p1(a.pressure)} mmHg, ppO2 ${p1(a.ppO2)}, ${percent(a.o2Fraction)} O2`;
const moduleText = (m: ModuleAir) => `${m.module} ${percent(m.o2Fraction)}, ${p1(m.ppO2)} mmHg`;

/** What held the rate down while time ran out. */
function holding({ steps }: Refill): string {
  const by = steps.at(-1)?.heldBy;
  return by ? `, the rate held by ${by.limit}${by.module === null ? "" : ` in ${by.module}`}` : "";
}

/** What the state that a plan comes to is called: `safe`, unless it began beyond a limit and no gas mends that. */
function faultOf({ pressure, worst, ppO2 }: CabinAir, limits: Limits): string {
  if (pressure > limits.totalPressureMax) return "state, with too much pressure,";
  if (worst.ppO2 > limits.ppO2Max || worst.o2Fraction > limits.o2FractionMax) return "state, with too much oxygen,";
  return ppO2 < limits.ppO2Min * (1 - rounding) ? "state, with too little oxygen," : "safe state";
}
const rounding = 1e-9;

/** Why the target is not reached, and what is nearest, in a sentence. */
export function stopText({ to, station, leak }: RefillAsked, r: Refill): string {
  const stopped = r.stoppedBy!;
  const where = stopped.module === null ? "of the whole cabin" : `in ${stopped.module}`;
  const { limits } = station;
  const reasons: Readonly<Record<Stop, string>> = {
    total_pressure_max: `total_pressure_max of ${p1(limits.totalPressureMax)} mmHg`,
    ppO2_max: `ppO2_max of ${p1(limits.ppO2Max)} mmHg ${where}`,
    o2_fraction_max: `o2_fraction_max of ${percent(limits.o2FractionMax)} ${where}`,
    ppO2_min: `ppO2_min of ${p1(limits.ppO2Min)} mmHg, which no refill with these supplies comes to`,
    ppO2_floor: `${p1(stopped.value as Pascal)} mmHg of oxygen, the least that people can be in, ${where}`,
    supply: "what the supplies hold",
    leak: `the leak of ${significant(fromSI("pressureRate", leak, "mmHg/h"))} mmHg/h, which takes what is let in`,
    time: `the time: longer than ${span(stopped.value as Second)}${holding(r)}`,
  };
  const nearest = `nearest ${faultOf(r.final, limits)}`;
  const lacking = r.lacking.map(({ gas, mass }) => `${kg(mass)} of ${gasName[gas]}`).join(" and ");
  return [
    `found ${p1(to)} mmHg out of reach by ${p1(r.short)}, stopped by ${reasons[stopped.limit]}`,
    `; ${nearest} ${airText(r.final)}`,
    ...(lacking === "" ? [] : [`; lacking at least ${lacking}`]),
  ].join("");
}

function stepLines(step: RefillStep, i: number): string[] {
  const { supply, gas, module, start, mass, rate, time, heldBy, after } = step;
  const held =
    heldBy === null ? "" : ` (held by ${heldBy.limit}${heldBy.module === null ? "" : ` in ${heldBy.module}`})`;
  const lines = [
    `  ${String(i + 1).padStart(2)}  at ${span(start)}: ${gasName[gas]} from ${supply} into ${module}: ${kg(mass)} at ${significant(fromSI("massFlow", rate, "kg/h"))} kg/h for ${span(time)}${held}`,
    `      then ${airText(after)}`,
  ];
  if (after.releasing.module !== after.slowest.module) {
    lines.push(
      `      ${moduleText(after.releasing)} where it comes in; ${moduleText(after.slowest)}, the slowest to mix`,
    );
  }
  if (after.worst.module !== after.releasing.module && after.worst.module !== after.slowest.module) {
    lines.push(`      most oxygen: ${moduleText(after.worst)}`);
  }
  return lines;
}

/** The plan for people. */
export async function refillText(shell: Shell, asked: RefillAsked, r: Refill): Promise<string> {
  const { mixedWithin } = await import("@hullwatch/core/refill");
  const { station, air, to, leak } = asked;
  const volume = fromSI("volume", volumeOf(station, r.modules), "m3");
  const title = `From ${p1(air.pressure)} to ${p1(to)} mmHg: ${significant(volume)} m3, ${plural(r.modules.length, "module")}`;
  const lines = [shell.paint("bold", title), ...r.steps.flatMap(stepLines)];
  if (r.steps.length === 0) lines.push("  nothing to let in");
  lines.push(
    shell.paint("bold", `After ${span(r.time)}: ${airText(r.final)}`),
    `  let in ${kg(r.letIn)}, ${kg(r.breathed)} of oxygen breathed meanwhile`,
  );
  lines.push(
    Number.isFinite(r.mixed)
      ? `  mixed to ${percent(mixedWithin)} of oxygen ${span(r.mixed)} later`
      : `  not mixed to ${percent(mixedWithin)} of oxygen within two days`,
  );
  if (leak > 0) {
    const rate = significant(fromSI("pressureRate", leak, "mmHg/h"));
    lines.push(
      `  feeding a leak of ${rate} mmHg/h: ${kg(r.fedToLeak)} of the ${kg(r.letIn)} let in leave through the hole`,
      `  reserve to ${p1(station.limits.reservePressure)} mmHg: ${span(r.reserveBefore)} before, ${span(r.reserveAfter)} after: ${span(r.bought)} bought`,
    );
  }
  const first = ({ limit, time }: Refill["firstBefore"]) => (limit === null ? "no limit" : `${limit} in ${span(time)}`);
  lines.push(`  first limit with what people breathe: ${first(r.firstBefore)} before, ${first(r.firstAfter)} after`);
  lines.push(`  remaining: ${[...r.remaining].map(([id, mass]) => `${id} ${kg(mass)}`).join(", ") || "no supply"}`);
  if (r.outOfReach.length > 0) lines.push(`  out of reach behind closed hatches: ${r.outOfReach.join(", ")}`);
  if (r.ceiling !== null) {
    lines.push(
      `  well mixed and with nothing lost it would come to ${p1(r.ceiling.pressure)} mmHg with ${kg(r.ceiling.mass)}`,
    );
  }
  lines.push("", shell.paint("bold", "           held kg   after kg   breathed   leaked kg/day   days left"));
  for (const line of r.ledger) {
    const cells = [
      line.held,
      line.after,
      fromSI("massFlow", line.breathed, "kg/day"),
      fromSI("massFlow", line.leaked, "kg/day"),
      fromSI("time", line.lasts, "d"),
    ];
    const [held, after, breathed, leaked, days] = cells.map((x) => significant(x));
    lines.push(
      `  ${gasName[line.gas].padEnd(8)} ${held.padStart(7)} ${after.padStart(10)} ${breathed.padStart(10)} ${leaked.padStart(15)} ${days.padStart(11)}`,
    );
  }
  return `${lines.join("\n")}\n`;
}
