import type { Approach, Box, Catalogue, ElementSet, Screening } from "@hullwatch/core/cause";
import type { Station } from "@hullwatch/core/station";
import type { Shell } from "../shell/index.ts";
import { count, names, plural, utc, wrap } from "./text.ts";

/** What was screened, and how. */
export interface ScreenContext {
  readonly station: Station;
  readonly own: ElementSet;
  readonly catalogue: Catalogue;
  readonly file: string;
  /** Element sets that a newer one of the same object stands for. */
  readonly older: number;
  /** (s) UNIX time. */
  readonly from: number;
  readonly to: number;
  readonly box: Box;
  /** (m) Combined. */
  readonly radius: number;
}

interface Named {
  readonly norad_id: number;
  readonly name: string;
}

/** What `hullwatch screen --json` prints. */
export interface ScreenAnswer {
  readonly station: Named & { readonly id: string; readonly epoch: string };
  readonly catalogue: {
    readonly file: string;
    readonly format: Catalogue["format"];
    readonly objects: number;
    readonly older: number;
    readonly faults: number;
  };
  readonly from: string;
  readonly to: string;
  readonly box_km: readonly number[];
  readonly at_height: number;
  readonly approaches: readonly (Named & {
    readonly international_designator: string;
    readonly tca: string;
    readonly miss_distance_m: number;
    readonly miss_rtn_m: readonly number[];
    readonly relative_speed_m_per_s: number;
    readonly elements_age_days: number;
    readonly pc_bound: number;
  })[];
  readonly companions: readonly (Named & {
    readonly from: string;
    readonly until: string;
    readonly nearest_m: number;
    readonly nearest_at: string;
  })[];
  readonly lost: readonly Named[];
  readonly hard_body_m: number;
  readonly pc: null;
  readonly pc_why: string;
}

const why =
  "element sets have no covariance and are about 1 km off at their epoch, 1 to 3 km more each day: no probability of collision near 1e-4 follows from them; ask for a Conjunction Data Message";

const iso = (time: number) => new Date(Math.round(time * 1000)).toISOString();
const named = ({ id, name }: ElementSet): Named => ({ norad_id: Number(id), name });

/** A screening for scripts. */
export async function screenWire(screening: Screening, context: ScreenContext): Promise<ScreenAnswer> {
  const { greatestProbability } = await import("@hullwatch/core/cause");
  const { own, catalogue, radius } = context;
  const approach = ({ elements, tca, missDistance, seen, relativeSpeed, age }: Approach) => ({
    ...named(elements),
    international_designator: elements.internationalDesignator,
    tca: iso(tca),
    miss_distance_m: missDistance,
    miss_rtn_m: seen,
    relative_speed_m_per_s: relativeSpeed,
    elements_age_days: age / 86400,
    pc_bound: greatestProbability(missDistance, radius),
  });
  return {
    station: { ...named(own), id: context.station.id, epoch: iso(own.epoch) },
    catalogue: {
      file: context.file,
      format: catalogue.format,
      objects: screening.objects,
      older: context.older,
      faults: catalogue.faults.length,
    },
    from: iso(context.from),
    to: iso(context.to),
    box_km: context.box.map((half) => (2 * half) / 1000),
    at_height: screening.atHeight,
    approaches: screening.approaches.map(approach),
    companions: screening.companions.map(({ elements, from, until, nearest, nearestAt }) => {
      const when = { from: iso(from), until: iso(until) };
      return { ...named(elements), ...when, nearest_m: nearest, nearest_at: iso(nearestAt) };
    }),
    lost: screening.lost.map(named),
    hard_body_m: radius,
    pc: null,
    pc_why: why,
  };
}

const km = (metres: number, digits: number) => (metres / 1000).toFixed(digits);
const moment = (time: string) => `${time.slice(0, 10)} ${time.slice(11)}`;
const called = ({ name, norad_id }: Named) => (name === `object ${norad_id}` ? name : `${name} (${norad_id})`);
const indented = (name: string, text: string) => wrap(`  ${name.padEnd(12)} ${text}`, 110, 15);

/** A screening for people. */
export function screenText(shell: Shell, a: ScreenAnswer): string {
  const { catalogue, approaches } = a;
  const [radial, transverse, normal] = a.box_km;
  const lines = [
    shell.paint(
      "bold",
      `${called(a.station)}: ${approaches.length === 1 ? "1 pass" : `${count(approaches.length)} passes`} through the box`,
    ),
    ...indented(
      "orbit",
      `elements of ${utc(Date.parse(a.station.epoch) / 1000)}, from ${catalogue.file} (${catalogue.format})`,
    ),
    ...indented("time", `${moment(a.from)} to ${moment(a.to)}`),
    ...indented(
      "box",
      `${radial} km radial, ${transverse} along the track, ${normal} across, the station in its middle`,
    ),
    ...indented("screened", screened(a)),
    ...(approaches.length === 0 ? [] : ["", heading, ...approaches.map(row), ""]),
    ...a.companions.map(
      (c) => `  stays near   ${called(c)}, as near as ${km(c.nearest_m, 3)} km at ${moment(c.nearest_at)}`,
    ),
    ...(a.lost.length === 0 ? [] : indented("lost", `${names(a.lost.map(called))}: no orbit all of that time`)),
    ...indented("probability", `none: ${a.pc_why}.`),
    ...indented(
      "",
      `"at most" is what no round covariance exceeds for a hard body of ${a.hard_body_m} m: what cannot be excluded.`,
    ),
  ];
  return `${lines.join("\n")}\n`;
}

function screened({ catalogue, at_height }: ScreenAnswer): string {
  const { objects, older, faults } = catalogue;
  const left = faults === 0 ? "" : `; ${plural(faults, "fault")}, see standard error`;
  const old = older === 0 ? "" : `; ${plural(older, "older element set")} passed over`;
  return `${count(objects)} objects, ${count(at_height)} of them at its height${old}${left}`;
}

const heading = "  closest approach              miss km   radial    along   across    km/s  age d   at most  object";

function row(one: ScreenAnswer["approaches"][number]): string {
  const [radial, along, across] = one.miss_rtn_m.map((x) => km(x, 2).padStart(8));
  return [
    `  ${moment(one.tca)}  ${km(one.miss_distance_m, 2).padStart(8)}`,
    ` ${radial} ${along} ${across} ${km(one.relative_speed_m_per_s, 2).padStart(7)}`,
    ` ${one.elements_age_days.toFixed(1).padStart(5)}  ${one.pc_bound.toExponential(1).padStart(8)}  ${called(one)}`,
  ].join("");
}
