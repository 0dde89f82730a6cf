/** The picture: of the times that a probability was told, how many were leaks. */
import { STYLE } from "../../scripts/picture/style.ts";
import type { Bin } from "./tally.ts";

type Point = readonly [x: number, y: number];

const WIDTH = 880;
const HEIGHT = 640;
const panel = { left: 72, right: 612, top: 110, bottom: 570 };
const across = (p: number) => panel.left + p * (panel.right - panel.left);
const up = (share: number) => panel.bottom - share * (panel.bottom - panel.top);
const path = (points: readonly Point[]) => `M${points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L")}`;
const text = (x: number, y: number, kind: string, words: string) =>
  `<text class="${kind}" x="${x.toFixed(1)}" y="${y.toFixed(1)}">${words}</text>`;
const percent = (x: number) => `${(100 * x).toFixed(0)} %`;

const own = `<style>
.bar { fill: none; stroke-width: 1.75; }
.alarms { stroke: var(--red); }
.estimates { stroke: var(--blue); }
circle.alarms { fill: var(--card); stroke-width: 2.5; }
circle.estimates { fill: var(--blue); stroke: none; }
@media (max-width: 560px) { .bar, circle.alarms { stroke-width: 3.5; } }
</style>`;

/** Bars of the 90 % interval under points: alarms a little to the left and estimates to the right, so that both are seen. */
function series(bins: readonly Bin[], kind: "alarms" | "estimates"): string[] {
  const aside = kind === "alarms" ? -4 : 4;
  const bars = bins.map(({ told, low, high }) => {
    const x = across(told) + aside;
    return `<path class="bar ${kind}" d="${path([
      [x, up(low)],
      [x, up(high)],
    ])}"/>`;
  });
  const points = bins.map(
    ({ told, leaks }) =>
      `<circle class="${kind}" cx="${(across(told) + aside).toFixed(1)}" cy="${up(leaks).toFixed(1)}" r="5.5"/>`,
  );
  return [...bars, ...points];
}

function key(y: number, kind: "alarms" | "estimates", words: readonly string[]): string[] {
  const x = panel.right + 24;
  return [
    `<circle class="${kind}" cx="${x}" cy="${y}" r="5.5"/>`,
    ...words.map((line, i) => text(x + 14, y + 24 * i, i === 0 ? "tick" : "faint tick", line)),
  ];
}

const sentence = (bins: readonly Bin[]) =>
  bins.map(({ told, leaks }) => `${percent(told)}: ${percent(leaks)}`).join(", ");
const times = (bins: readonly Bin[]) => bins.reduce((sum, { said }) => sum + said, 0).toLocaleString("en");

/** The SVG of both tables: same tables, same bytes. */
export function drawReliability(alarms: readonly Bin[], estimates: readonly Bin[]): string {
  const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1];
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="title desc">`,
    `<title id="title">Of the times that a probability was told, how many were leaks</title>`,
    `<desc id="desc">Told, and how many were leaks. When an alarm was raised: ${sentence(alarms)}. All estimates: ${sentence(estimates)}.</desc>`,
    STYLE,
    own,
    `<rect class="card" x="0.5" y="0.5" width="${WIDTH - 1}" height="${HEIGHT - 1}" rx="10"/>`,
    text(16, 34, "title", "Is the probability of a leak what it says?"),
    text(16, 66, "", "Share of leaks among all times that a probability was told"),
    ...ticks.flatMap((t) => [
      `<path class="line grid" d="${path([
        [panel.left, up(t)],
        [panel.right, up(t)],
      ])}"/>`,
      `<path class="line grid" d="${path([
        [across(t), panel.top],
        [across(t), panel.bottom],
      ])}"/>`,
      text(panel.left - 8, up(t), "end faint tick", percent(t)),
      text(across(t), panel.bottom + 24, "middle faint", percent(t)),
    ]),
    `<path class="line mark" d="${path([
      [across(0), up(0)],
      [across(1), up(1)],
    ])}"/>`,
    text(panel.right, panel.bottom + 52, "end faint", "probability told"),
    ...series(estimates, "estimates"),
    ...series(alarms, "alarms"),
    ...key(panel.top + 30, "alarms", ["At the alarm", times(alarms)]),
    ...key(panel.top + 100, "estimates", ["Every 10 min", times(estimates)]),
    text(panel.right + 16, panel.top + 180, "faint tick", "Bars: 90 %"),
    text(panel.right + 16, panel.top + 206, "faint tick", "Dashed: ideal"),
    "</svg>",
  ].join("\n")}\n`;
}
