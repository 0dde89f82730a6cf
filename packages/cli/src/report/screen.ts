import type { ScreenAnswer } from "@hullwatch/core/cause";
import type { Shell } from "../shell/index.ts";
import { count, names, plural, utc, wrap } from "./text.ts";

type Named = ScreenAnswer["station"] | ScreenAnswer["lost"][number];
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
