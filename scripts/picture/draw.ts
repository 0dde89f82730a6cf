import type { Night } from "./night.ts";
import { STYLE } from "./style.ts";

type Point = readonly [x: number, y: number];
interface Panel {
  readonly top: number;
  readonly bottom: number;
  /** The values at the bottom and at the top edge, and the distance of the grid lines. */
  readonly from: number;
  readonly to: number;
  readonly step: number;
}

const WIDTH = 880;
const HEIGHT = 640;
const LEFT = 64;
const RIGHT = 860;
const HOUR_MS = 3_600_000;

/** The SVG of a night: pressure above, the estimated rate of fall closing in on the true one below. Same night, same bytes. */
export function drawNight(night: Night): string {
  const x = (time: number) => LEFT + ((time - night.from) / (night.until - night.from)) * (RIGHT - LEFT);
  const shown = night.pressure.filter(({ time }) => time >= night.from && time <= night.until);
  // The rate after a closure is that of another, smaller volume: the same axis would compare what cannot be compared.
  const estimates = night.estimates.filter(({ at }) => at >= night.alarm && at < night.hatch);
  const atAlarm = estimates[0];
  if (!atAlarm?.reserve) throw new Error("no estimate with a reserve time at the alarm: nothing to draw");

  const pressures = shown.map(({ mmHg }) => mmHg);
  const above: Panel = {
    ...{ top: 112, bottom: 322, step: 2 },
    ...{ from: Math.floor(Math.min(...pressures) / 2) * 2, to: Math.ceil(Math.max(...pressures) / 2) * 2 },
  };
  const highest = Math.max(...estimates.map(({ dpdt }) => dpdt.high));
  const below: Panel = { top: 404, bottom: 594, from: 0, to: Math.ceil(highest * 5) / 5, step: 0.2 };

  const before = night.truth.filter(({ time }) => time >= night.from && time < night.hole);
  const after = night.truth.filter(({ time }) => time >= night.hole && time < night.hatch);
  const truth = [...before, { time: night.hole, rate: 0 }, { time: night.hole, rate: after[0].rate }, ...after];
  const band = [
    ...estimates.map(({ at, dpdt }): Point => [x(at), level(below, dpdt.high)]),
    ...estimates.toReversed().map(({ at, dpdt }): Point => [x(at), level(below, dpdt.low)]),
  ];
  const { dpdt, diameter, reserve } = atAlarm;
  const late = `${Math.round((night.alarm - night.hole) / 60_000)} min`;
  const sentence = [
    `Alarm ${late} after the hole`,
    `${spread(dpdt, 2)} mmHg/h`,
    `hole ${spread(diameter, 1)} mm${wide(` at Cd ${diameter.discharge_coefficient}`)}`,
    `reserve ${spread(reserve, 0)} h${wide(` to ${reserve.to_mmHg} mmHg`)}`,
    "in brackets: 90 % interval",
  ];

  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="title desc">`,
    `<title id="title">Cabin pressure and estimated rate of fall in the night of Soyuz MS-09</title>`,
    `<desc id="desc">A simulated night on the International Space Station, replayed through Hullwatch. ` +
      `The hole opens at ${clock(night.hole)} UTC on 29 August 2018; the alarm comes ${late} later with a rate of ` +
      `${spread(dpdt, 2)} mmHg/h, a hole of ${spread(diameter, 1)} mm and a reserve of ${spread(reserve, 0)} h; in brackets ` +
      `90 % intervals. When the first hatch closes at ${clock(night.hatch)} the interval of the rate is ` +
      `${range(estimates.at(-1)!.dpdt, 2)} mmHg/h; the true rate is ${after.at(-1)!.rate.toFixed(2)}.</desc>`,
    STYLE,
    `<rect class="card" x="0.5" y="0.5" width="${WIDTH - 1}" height="${HEIGHT - 1}" rx="10"/>`,
    text(16, 34, "title", "The night of Soyuz MS-09, simulated and replayed"),
    text(16, 66, "", "Cabin pressure, US segment, mmHg"),
    text(RIGHT, 66, "end faint", "29 to 30 August 2018, UTC"),
    text(16, 382, "", "Pressure lost through the hole, mmHg/h"),
    ...[above, below].flatMap((panel) => [...grid(panel), ...hours(night, panel, x)]),
    ...[above, below].flatMap((panel) => [
      upright("mark", x(night.hole), panel),
      upright("mark alarm", x(night.alarm), panel),
      upright("mark", x(night.hatch), panel),
    ]),
    text(x(night.hole) + 4, 98, "end", `hole opens ${clock(night.hole)}`),
    text(x(night.alarm) - 4, 98, "alarm", `alarm ${clock(night.alarm)}`),
    text(x(night.hatch) - 4, 98, "", `hatches close ${clock(night.hatch)}`),
    line(
      "pressure",
      shown.map(({ time, mmHg }) => [x(time), level(above, mmHg)]),
    ),
    paragraph(76, 190, ["alarm", "", "", "", "faint"], sentence),
    `<path class="band" d="${path(band)}Z"/>`,
    line(
      "estimate",
      estimates.map(({ at, dpdt }) => [x(at), level(below, dpdt.value)]),
    ),
    line(
      "truth",
      truth.map(({ time, rate }) => [x(time), level(below, rate)]),
    ),
    text(x(night.hole) - 10, level(below, after[0].rate) - 8, "end", "true rate"),
    paragraph(x(night.hatch) + 10, level(below, dpdt.value) - 8, ["blue", "blue"], ["estimate and", "90 % interval"]),
    "</svg>",
  ].join("\n")}\n`;
}

function upright(kind: string, x: number, { top, bottom }: Panel): string {
  return line(kind, [
    [x, top - 8],
    [x, bottom],
  ]);
}

function grid(panel: Panel): string[] {
  const count = Math.round((panel.to - panel.from) / panel.step);
  return Array.from({ length: count + 1 }, (_, i) => panel.from + i * panel.step).flatMap((value) => [
    line("grid", [
      [LEFT, level(panel, value)],
      [RIGHT, level(panel, value)],
    ]),
    text(LEFT - 8, level(panel, value), "end faint tick", value.toFixed(panel.step < 1 ? 1 : 0)),
  ]);
}

function hours(night: Night, panel: Panel, x: (time: number) => number): string[] {
  const ticks: string[] = [];
  for (let time = night.from; time <= night.until; time += 4 * HOUR_MS) {
    ticks.push(text(x(time), panel.bottom + 24, "middle faint", clock(time)));
  }
  return ticks;
}

const level = (panel: Panel, value: number): number =>
  panel.bottom - ((value - panel.from) / (panel.to - panel.from)) * (panel.bottom - panel.top);
const path = (points: readonly Point[]): string =>
  `M${points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L")}`;
const line = (kind: string, points: readonly Point[]): string => `<path class="line ${kind}" d="${path(points)}"/>`;
const text = (x: number, y: number, kind: string, words: string): string =>
  `<text${kind && ` class="${kind}"`} x="${x.toFixed(1)}" y="${y.toFixed(1)}">${words}</text>`;

/** Words that a phone has no room for. */
const wide = (words: string): string => `<tspan class="wide">${words}</tspan>`;
/** Lines one below the other, as far apart as their letters are high: those are larger on a phone. */
const paragraph = (x: number, y: number, kinds: readonly string[], lines: readonly string[]): string =>
  text(
    x,
    y,
    "",
    lines
      .map((words, i) => `<tspan class="${kinds[i]}" x="${x.toFixed(1)}" dy="${i && 1.35}em">${words}</tspan>`)
      .join(""),
  );

const clock = (time: number): string => new Date(time).toISOString().slice(11, 16);
const range = ({ low, high }: { low: number; high: number }, digits: number): string =>
  `${low.toFixed(digits)} to ${high.toFixed(digits)}`;
const spread = (q: { value: number; low: number; high: number }, digits: number): string =>
  `${q.value.toFixed(digits)} (${range(q, digits)})`;
