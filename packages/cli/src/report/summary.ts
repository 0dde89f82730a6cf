import { type Heard, isoTime, type Outlook } from "@hullwatch/core/engine";
import { formatInterval, formatQuantity, second, toSI } from "@hullwatch/core/quantity";
import { excerpt, type Reject, type Tally } from "@hullwatch/feeds/csv";
import type { Shell } from "../shell/index.ts";
import { locationText } from "./events.ts";
import type { Outcome } from "./outcome.ts";
import { count, names, plural, span, spanInterval, utc, wrap } from "./text.ts";

const width = 100;
/** Rejected rows and unknown parameters named one by one; the rest are counted. */
const named = 5;

/** A whole replay. */
export interface Replay {
  readonly file: string;
  readonly tally: Tally;
  /** The first few. */
  readonly rejects: readonly Reject[];
  /** Readings that the engine was given: fewer than were read where `--until` cut the recording short. */
  readonly samples: number;
  /** Pressures among them and among those taken by hand, missing ones not counted. */
  readonly pressures: number;
  readonly outcome: Outcome;
  readonly heard: Heard;
  /** (s) Spent. */
  readonly spent: number;
}

const spanOf = ({ heard: { first, newest } }: Replay) => second(Number.isNaN(first) ? 0 : newest - first);

const usedOf = ({ samples, heard: { late, astray } }: Replay) => samples - late - astray;

/** The last line of `replay --json`. */
export function summaryWire(replay: Replay) {
  const { tally, outcome, heard, spent } = replay;
  return {
    type: "summary",
    time: Number.isNaN(heard.newest) ? null : isoTime(heard.newest),
    samples: usedOf(replay),
    rejected: tally.rejected,
    missing: tally.missing,
    late: heard.late,
    astray: heard.astray,
    unknown_parameters: [...tally.unknown.keys()].sort(),
    unknown_rows: tally.unknownRows,
    span_s: Number(spanOf(replay).toFixed(3)),
    alarms: outcome.alarms,
    engine_s: Number(spent.toFixed(3)),
  };
}

/** What was left out of a recording and why: the first few rejected lines, and each unknown parameter once. */
export function leftOut({
  file,
  tally,
  rejects,
  heard,
}: Pick<Replay, "file" | "tally" | "rejects" | "heard">): string[] {
  const lines = rejects
    .slice(0, named)
    .map(
      ({ line, column, found, expected }) =>
        `${file}:${line}:${column}: found ${found}, expected ${expected}; left out`,
    );
  if (tally.rejected > lines.length)
    lines.push(`${file}: ${plural(tally.rejected - lines.length, "more line")} left out`);
  if (tally.unknownRows > 0) {
    const unknown = [...tally.unknown].map(([name, rows]) => `${excerpt(name)} (${plural(rows, "row")})`);
    lines.push(`${file}: ${plural(unknown.length, "parameter")} that the station does not know: ${names(unknown)}`);
  }
  if (heard.late > 0) lines.push(`${file}: ${plural(heard.late, "reading")} came too late to be used in their place`);
  if (heard.astray > 0)
    lines.push(`${file}: ${plural(heard.astray, "reading")} far ahead of all others, whose time nothing bears out`);
  return lines;
}

/** Whether a recording held rows, and not one that can be used. */
export const isUnreadable = ({ rows, rejected }: Tally) => rows === 0 && rejected > 0;

/** (Pa/s) A fall that gauges and hull make within days in any tight cabin. */
const tellable = toSI("pressureRate", 0.02, "mmHg/h");

/** The pressure of which volume falls faster than its crew's oxygen can explain, and fastest. */
const unexplained = ({ trends }: Outcome) =>
  trends
    .filter(({ dpdt, metabolic }) => dpdt.low > metabolic + tellable)
    .sort((a, b) => b.dpdt.value - b.metabolic - (a.dpdt.value - a.metabolic))[0];

/** The sentence that everything else explains, and whether it is bad news. */
function verdict(replay: Replay, spanText: string): [string, "red" | "yellow" | "green"] {
  const { outcome, samples, pressures, tally } = replay;
  const open = [...outcome.open.values()];
  const leak = open.find((alarm) => alarm.kind === "leak" || alarm.kind === "rapid-depress");
  const other = open.length === 0 ? "" : `; other alarms open: ${names([...new Set(open.map((a) => a.kind))])}`;
  if (leak !== undefined) return [`AIR IS BEING LOST, alarm of ${utc(leak.time)}`, "red"];
  if (isUnreadable(tally)) return [`NOTHING COULD BE READ: ${plural(tally.rejected, "line")} left out`, "yellow"];
  const checked = outcome.checks.find((c) => c.verdict === "leaking");
  if (checked !== undefined) return [`A LEAK CHECK FINDS ${names(checked.modules)} LEAKING${other}`, "red"];
  if (outcome.leaks > 0)
    return [`AIR WAS LOST, and is no longer: ${plural(outcome.leaks, "leak alarm")}, cleared${other}`, "yellow"];
  if (pressures === 0 && samples === 0)
    return [`NOTHING WAS MEASURED: no reading of this station's sensors${other}`, "yellow"];
  if (pressures === 0) return [`NO PRESSURE WAS MEASURED in ${spanText}${other}`, "yellow"];
  const { late } = replay.heard;
  if (2 * late > samples)
    return [`MOST READINGS CAME TOO LATE TO BE USED: ${count(late)} of ${count(samples)}${other}`, "yellow"];
  const fall = unexplained(outcome);
  if (fall !== undefined) {
    const rate = formatInterval("pressureRate", fall.dpdt, "mmHg/h");
    return [`PRESSURE FALLS FASTER THAN THE CREW BREATHES, ${rate}, no leak alarm${other}`, "yellow"];
  }
  return [`NO LEAK SEEN in ${spanText}${other}`, open.length === 0 ? "green" : "yellow"];
}

/** The crew's own measure, and the oxygen where it is short before the pressure is. */
function timeLeft({ first, withoutOxygen, ppO2Limit, t1mm }: Outlook): [string, string][] {
  const rows: [string, string][] = [];
  if (t1mm !== null) {
    const unit = t1mm.value < 600 ? "s" : "min";
    rows.push(["dial", `1 mmHg every ${formatInterval("time", t1mm, unit)}`]);
  }
  if (first.limit === "ppO2") {
    const bare = span(withoutOxygen.time.value);
    const limit = formatQuantity("pressure", ppO2Limit, "mmHg");
    rows.push([
      "oxygen",
      `${limit} in ${spanInterval(first.time)}, or ${bare} if nothing replaces what people breathe`,
    ]);
  }
  return rows;
}

function facts({ outcome }: Replay): [string, string][] {
  const { estimate: e, open } = outcome;
  const leaking = [...open.values()].some((alarm) => alarm.kind === "leak" || alarm.kind === "rapid-depress");
  const trends = [
    ...outcome.checks.map((c): [string, string] => ["check", `${names(c.modules)}: ${c.text}`]),
    ...[...outcome.holes.values()].map((h): [string, string] => ["repair", `${h.hole}: ${h.text}`]),
    ...outcome.trends.map((t): [string, string] => ["trend", t.text]),
  ];
  if (!leaking || e === null) return trends;
  const to = `to ${formatQuantity("pressure", e.reservePressure, "mmHg")}`;
  return [
    ["rate", `${formatInterval("pressureRate", e.dpdt, "mmHg/h")}; ${formatInterval("massFlow", e.rate, "kg/day")}`],
    [
      "hole",
      `${formatInterval("area", e.area, "mm2")} effective; ${formatInterval("length", e.diameter, "mm")} across at Cd ${e.dischargeCoefficient}`,
    ],
    ["reserve", e.reserve === null ? "not touched where the crew is" : `${spanInterval(e.reserve)} ${to}`],
    ...(e.outlook === null ? [] : timeLeft(e.outlook)),
    ["began", `${spanInterval(e.onset)} before ${utc(e.time)}`],
    ["in", names(e.modules)],
    ...(outcome.location === null ? [] : [["where", locationText(outcome.location)] as [string, string]]),
    ["certainty", `${(100 * e.probability).toFixed(1)} % that gas is being lost`],
    ...trends,
  ];
}

/** The end of a readable report: the verdict first, then what it rests on. */
export function summaryText(shell: Shell, replay: Replay): string {
  const { tally, heard, spent } = replay;
  const [headline, colour] = verdict(replay, span(spanOf(replay)));
  const rows = facts(replay).flatMap(([name, text]) => wrap(`  ${name.padEnd(10)} ${text}`, width, 13));
  const readings = `${plural(usedOf(replay), "reading")} (${count(tally.missing)} missing)`;
  const when = Number.isNaN(heard.first) ? "" : `, ${utc(heard.first)} to ${utc(heard.newest)}`;
  const speed = `${spent.toFixed(2)} s, ${count(Math.round(tally.rows / spent))} rows/s`;
  return [
    "",
    ...wrap(headline, width).map((line) => shell.paint([colour, "bold"], line)),
    ...rows,
    `  ${"read".padEnd(10)} ${readings}${when}; ${speed}`,
    ...leftOut(replay).flatMap((text) => wrap(`  ${"left out".padEnd(10)} ${text}`, width, 13)),
    "",
  ].join("\n");
}
