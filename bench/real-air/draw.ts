/** The picture: delay against the size of the hole, of the engine and of the best fixed window. */
import { fromSI, type Second, toSI } from "../../packages/core/src/quantity/index.ts";
import { STYLE } from "../../scripts/picture/style.ts";
import { quantile, type Size } from "./trial.ts";

type Point = readonly [x: number, y: number];

const WIDTH = 880;
const HEIGHT = 560;
const panel = { left: 84, right: 860, top: 112, bottom: 500 };
/** (mm2) and (s) at the edges of the panel. */
const shown = { areas: [0.25, 25], delays: [toSI("time", 0.5, "min"), toSI("time", 16, "h")] } as const;
const ticks = [
  { name: "1 min", at: toSI("time", 1, "min") },
  { name: "5 min", at: toSI("time", 5, "min") },
  { name: "15 min", at: toSI("time", 15, "min") },
  { name: "1 h", at: toSI("time", 1, "h") },
  { name: "4 h", at: toSI("time", 4, "h") },
  { name: "16 h", at: toSI("time", 16, "h") },
];

const part = (x: number, [from, to]: readonly [number, number]) => Math.log(x / from) / Math.log(to / from);
const mm2 = ({ area }: Size) => Number(fromSI("area", area, "mm2").toPrecision(3));
const across = (size: Size) => panel.left + part(mm2(size), shown.areas) * (panel.right - panel.left);
/** What was never told lies at the upper edge. */
const up = (delay: Second) =>
  panel.bottom - Math.min(1, Math.max(0, part(delay, shown.delays))) * (panel.bottom - panel.top);

const path = (points: readonly Point[]) => `M${points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L")}`;
const line = (kind: string, points: readonly Point[]) => `<path class="line ${kind}" d="${path(points)}"/>`;
const text = (x: number, y: number, kind: string, words: string) =>
  `<text class="${kind}" x="${x.toFixed(1)}" y="${y.toFixed(1)}">${words}</text>`;
/** Words that a phone has no room for. */
const wide = (words: string) => `<tspan class="wide">${words}</tspan>`;
const dot = ([x, y]: Point, colour: string) =>
  `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="3.5" fill="var(--${colour})"/>`;
const window = (t: Second) => (t < 5400 ? `${Math.round(t / 60)} min` : `${Number((t / 3600).toFixed(1))} h`);

/** The SVG of a trial over `span` (s) of quiet air, with one false alarm in `readily` (s) beside the usual: same trial, same bytes. */
export function drawDelays(sizes: readonly Size[], span: Second, readily: Second): string {
  const delays = (size: Size, setting: number) => size.told[setting].map(({ delay }) => delay);
  const level = (of: (size: Size) => readonly Second[], q: number) =>
    sizes.flatMap((size): Point[] => {
      const delay = quantile(of(size), q);
      return q === 0.5 && !Number.isFinite(delay) ? [] : [[across(size), up(delay)]];
    });
  const ours = (size: Size) => delays(size, 0);
  const eager = (size: Size) => delays(size, 1);
  const peer = (size: Size) => size.peer.delays;
  const hours = (span / 3600).toFixed(1);
  const untold = sizes.filter((size) => ours(size).some((delay) => !Number.isFinite(delay)));
  const last = sizes[sizes.length - 1];

  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="title desc">`,
    `<title id="title">Delay of the leak alarm in real cabin air, by size of the hole</title>`,
    `<desc id="desc">Median time from the opening of a hole to its alarm, ${ours(last).length} holes of each size put into ` +
      `${hours} h of real cabin air. ${sizes.map(sentence).join("; ")}.</desc>`,
    STYLE,
    `<rect class="card" x="0.5" y="0.5" width="${WIDTH - 1}" height="${HEIGHT - 1}" rx="10"/>`,
    text(16, 34, "title", "How soon a leak in real cabin air is told"),
    text(16, 66, "", "From the hole to the alarm, median"),
    text(panel.right, 66, "end faint", `${hours} h of cabin air of the ISS`),
    ...ticks.flatMap(({ name, at }) => [
      line("grid", [
        [panel.left, up(at)],
        [panel.right, up(at)],
      ]),
      text(panel.left - 8, up(at), "end faint tick", name),
    ]),
    ...sizes.map((size) => text(across(size), panel.bottom + 24, "middle faint", `${mm2(size)}`)),
    text(panel.right, panel.bottom + 46, "end faint", "effective area of the hole, mm²"),
    `<path class="band" d="${path([...level(ours, 0.1), ...level(ours, 0.9).toReversed()])}Z"/>`,
    line("mark", level(eager, 0.5)),
    line("estimate", level(ours, 0.5)),
    line("pressure", level(peer, 0.5)),
    ...level(ours, 0.5).map((point) => dot(point, "blue")),
    ...level(peer, 0.5).map((point) => dot(point, "ink")),
    ...sizes.map((size) => {
      const median = quantile(peer(size), 0.5);
      return Number.isFinite(median)
        ? text(across(size), up(median) + 22, "middle faint", window(size.peer.window))
        : "";
    }),
    ...untold.map((size) =>
      text(
        across(size),
        panel.top - 10,
        "blue",
        `${ours(size).filter(Number.isFinite).length}/${ours(size).length}${wide(" told")}`,
      ),
    ),
    ...legend(Number(fromSI("time", readily, "day").toPrecision(2))),
    "</svg>",
  ]
    .filter((each) => each !== "")
    .join("\n")}\n`;
}

/** In the upper right corner, where large holes would be told late: nothing else is drawn there. */
function legend(days: number): string[] {
  const [x, y, step] = [450, panel.top + 24, 24];
  const entries = [
    { kind: "estimate", words: `Hullwatch, 1 false alarm in 90 days${wide("; 10 to 90 % shaded")}` },
    { kind: "mark", words: `Hullwatch, 1 in ${days} days${wide(": none in this air")}` },
    { kind: "pressure", words: `slope, best window of each size${wide(", chosen in hindsight")}` },
  ];
  return entries.flatMap(({ kind, words }, i) => [
    line(kind, [
      [x - 40, y + i * step],
      [x - 10, y + i * step],
    ]),
    text(x, y + i * step, "faint tick", words),
  ]);
}

function sentence(size: Size): string {
  const [ours, peer] = [size.told[0].map(({ delay }) => delay), size.peer.delays].map((d) => quantile(d, 0.5));
  const minutes = (t: Second) => (Number.isFinite(t) ? `${(t / 60).toFixed(t < 600 ? 1 : 0)} min` : "not half of them");
  return `${mm2(size)} mm²: Hullwatch ${minutes(ours)}, window of ${window(size.peer.window)} ${minutes(peer)}`;
}
