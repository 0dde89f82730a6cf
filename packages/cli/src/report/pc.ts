import type { Level, PcAnswer, RadiusFrom, Shape } from "@hullwatch/core/cause";
import type { Shell, Style } from "../shell/index.ts";
import { utc, wrap } from "./text.ts";

const colours: Readonly<Record<Level, Style>> = { green: "green", yellow: "yellow", red: "red" };
const power = (p: number | null) => (p === null ? "undefined" : p === 0 ? "0" : p.toExponential(3));
const metres = (x: number) => (Math.abs(x) < 10_000 ? `${x.toPrecision(4)} m` : `${(x / 1000).toPrecision(4)} km`);
const shapes: Readonly<Record<Shape, string>> = {
  circle: "round",
  square: "square along the principal axes",
  "square-along-miss": "square with a side along the miss, as FOSTER-1992 messages have it",
};

/** One approach for people. */
export function pcText(shell: Shell, a: PcAnswer): string {
  const level = a.level === null ? "" : shell.paint(colours[a.level], a.level.toUpperCase());
  const [one, two] = a.objects;
  const lines = [
    shell.paint("bold", `${one.name} (${one.designator}) and ${two.name} (${two.designator}), ${utcMs(a.tca)}`),
    `  probability  ${shell.paint("bold", power(a.pc))} ${level}   ${a.hours_to_tca.toFixed(1)} h to closest approach`,
    ...indented("action", a.action),
    `  miss         ${a.miss_distance_m === null ? "undefined" : metres(a.miss_distance_m)} (stated ${metres(a.miss_distance_stated_m)}) at ${(a.relative_speed_m_per_s / 1000).toPrecision(4)} km/s`,
    ...indented("hard body", `${a.hard_body_m} m, ${radiusText[a.hard_body_from]}`),
    ...seen(a),
    ...spread(a),
    ...shapeLines(a),
    ...(a.valid
      ? ["  validity     straight lines, constant errors: the formula holds"]
      : a.doubts.flatMap(({ code, text }) => indented("DOUBTFUL", `${code}: ${text}`))),
    ...a.notes.flatMap((note) => indented("note", note)),
    ...trendLines(a),
    ...a.shelter.flatMap(({ vehicle, module, crew, elsewhere, from, until, minutes }) =>
      indented(
        a.shelter_advised ? "SHELTER" : "if sheltered",
        `${vehicle} (${module}): ${crew.join(", ")}${away(elsewhere)}; inside, hatch closed, ${utcMs(from)} to ${utcMs(until)}, ${minutes} min (assumed: from 10 before to 5 after)`,
      ),
    ),
  ];
  return `${lines.join("\n")}\n`;
}

const away = (elsewhere: PcAnswer["shelter"][number]["elsewhere"]) =>
  elsewhere.length === 0
    ? ""
    : ` (now ${elsewhere.map(({ who, at, cut_off }) => `${who} in ${at}${cut_off ? ", cut off" : ""}`).join("; ")})`;
const utcMs = (time: string) =>
  `${time.slice(0, 10)} ${time.slice(11).replace(/Z$/, "")} UTC`.replace(/\.000 UTC/, " UTC");
const indented = (name: string, text: string) => wrap(`  ${name.padEnd(12)} ${text}`, 110, 15);
const radiusText: Readonly<Record<RadiusFrom, string>> = {
  option: "as given",
  message: "as the message says",
  assumed: "assumed, as neither the message nor --hard-body says: the size of the ISS",
};

function seen({ miss_rtn_m, sigma_rtn_m, objects: [one] }: PcAnswer): string[] {
  if (miss_rtn_m === null || sigma_rtn_m === null) return [];
  const [r, t, n] = miss_rtn_m.map((x, i) => `${metres(x)} ± ${metres(sigma_rtn_m[i])}`);
  return indented("seen", `from ${one.name}: radial ${r}, along its track ${t}, across ${n} (1 sigma)`);
}

function spread(a: PcAnswer): string[] {
  if (a.sigma_m === null || a.pc_greatest === null || a.pc_bound === null) return [];
  const [x, y] = a.sigma_m.map(metres);
  const most = `most with sigma ${a.pc_greatest.sigma_times.toPrecision(2)} times that: ${power(a.pc_greatest.pc)}; with any round covariance ${power(a.pc_bound)}`;
  return indented("sigma", `${x} by ${y} across; ${most}`);
}

function shapeLines({ pc_by_shape, pc_stated, pc_stated_method, pc_stated_agrees_with }: PcAnswer): string[] {
  if (pc_by_shape === null) return [];
  const all = (Object.keys(shapes) as Shape[]).map((shape) => `${shapes[shape]} ${power(pc_by_shape[shape])}`);
  const like =
    pc_stated_agrees_with === null
      ? "none of these for this radius: compare only with the same radius and shape"
      : `that of the body ${shapes[pc_stated_agrees_with]}`;
  return [
    ...indented("by shape", all.join("; ")),
    ...(pc_stated === null
      ? []
      : indented("stated", `${power(pc_stated)} (${pc_stated_method ?? "method not said"}): ${like}`)),
  ];
}

function trendLines({ messages, trend }: PcAnswer): string[] {
  const due =
    trend.next_message_due === null
      ? "none before closest approach"
      : `${utc(Date.parse(trend.next_message_due) / 1000)} (every ${trend.interval_h.toFixed(1)} h ${trend.interval_from === "rule" ? "as the ISS is screened" : "so far"})${trend.overdue ? ": OVERDUE" : ""}`;
  if (messages.length === 1) return indented("next message", due);
  const rows = messages.map(
    (m) =>
      `    ${m.created.slice(0, 16).replace("T", " ")}  ${m.hours_to_tca.toFixed(1).padStart(6)} h before  ${power(m.pc).padStart(10)}  ${(m.level ?? "").padEnd(6)}  ${m.miss_distance_m === null ? "" : metres(m.miss_distance_m)}`,
  );
  const slope = trend.decades_per_day === null ? "" : `, ${trend.decades_per_day.toFixed(2)} powers of ten a day`;
  const times = trend.ratio === null ? "" : `, the newest ${Number(trend.ratio.toPrecision(3))} times the one before`;
  return [...indented("trend", `${trend.direction}${times}${slope}`), ...rows, ...indented("next message", due)];
}
