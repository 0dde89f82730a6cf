/** The picture: delay as a multiple of the floor against the size of the leak, of Hullwatch and of every peer. */
import { STYLE } from "../../scripts/picture/style.ts";
import { type Findings, find } from "./findings.ts";

type Point = readonly [x: number, y: number];
interface Curve {
  readonly name: string;
  readonly colour: string;
  /** By slope (mmHg/h): multiples of the floor; Infinity where more than half were missed. */
  readonly ratios: ReadonlyMap<number, number>;
}

const WIDTH = 880;
const HEIGHT = 600;
const panel = { left: 64, right: 628, top: 112, bottom: 530 };
const shown = { slopes: [0.06, 110], ratios: [0.9, 80] } as const;
const colours = `<style>
svg { --c1: #c2320f; --c2: #1a7f37; --c3: #8250df; --c4: #9a6700; --c5: #59636e; }
.thin { stroke-width: 1.75; }
@media (max-width: 560px) { .thin { stroke-width: 3; } }
@media (prefers-color-scheme: dark) { svg { --c1: #ff8466; --c2: #3fb950; --c3: #bc8cff; --c4: #d29922; --c5: #9198a1; } }
</style>`;

const isShown = (ratio: number) => ratio <= shown.ratios[1];
const part = (x: number, [from, to]: readonly [number, number]) => Math.log(x / from) / Math.log(to / from);
const across = (slope: number) => panel.left + part(slope, shown.slopes) * (panel.right - panel.left);
const up = (ratio: number) => panel.bottom - part(ratio, shown.ratios) * (panel.bottom - panel.top);
const path = (points: readonly Point[]) => `M${points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L")}`;
const text = (x: number, y: number, kind: string, words: string, style = "") =>
  `<text class="${kind}"${style && ` style="${style}"`} x="${x.toFixed(1)}" y="${y.toFixed(1)}">${words}</text>`;
const grid = (a: Point, b: Point) => `<path class="line grid" d="${path([a, b])}"/>`;
const short = (x: number) => `${Number(x.toPrecision(2))}`;

function curvesOf(findings: Findings, conditions: string): Curve[] {
  const tiers = ["slow", "fast"] as const;
  const ours = tiers.flatMap((tier) => find(findings.ours, tier, conditions)?.delays ?? []);
  const floors = new Map(ours.map(({ slope, floor }) => [slope, floor]));
  const peers = tiers.flatMap((tier) => find(findings.peers, tier, conditions) ?? []);
  const families = [...new Set(peers.map(({ family }) => family))];
  return [
    { name: "Hullwatch", colour: "blue", ratios: new Map(ours.map((d) => [d.slope, d.median / d.floor])) },
    ...families.map((name, i) => ({
      name,
      colour: `c${i + 1}`,
      ratios: new Map(
        peers.filter(({ family }) => family === name).map((p) => [p.slope, p.median / floors.get(p.slope)!]),
      ),
    })),
  ];
}

/** The SVG of what was found under `conditions`: same findings, same bytes. */
export function drawDetection(findings: Findings, conditions: string): string {
  const curves = curvesOf(findings, conditions);
  const slopes = [...curves[0].ratios.keys()];
  const found = curves.filter(({ ratios }) => [...ratios.values()].some(isShown));
  const never = curves.filter((curve) => !found.includes(curve));
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="title desc">`,
    `<title id="title">Delay of the leak alarm over the shortest that is possible, by size of the leak</title>`,
    `<desc id="desc">Median delay as a multiple of the floor at ${slopes.join(", ")} mmHg/h. ${curves.map(sentence).join("; ")}.</desc>`,
    STYLE,
    colours,
    `<rect class="card" x="0.5" y="0.5" width="${WIDTH - 1}" height="${HEIGHT - 1}" rx="10"/>`,
    text(16, 34, "title", "How soon a leak is told, over the soonest possible"),
    text(16, 66, "", "Median delay as a multiple of the floor, one false alarm in 90 days"),
    text(16, 90, "faint", "Peers: setting and threshold best for each leak, by hindsight"),
    ...[1, 2, 5, 10, 20, 50].flatMap((ratio) => [
      grid([panel.left, up(ratio)], [panel.right, up(ratio)]),
      text(panel.left - 8, up(ratio), "end faint tick", `${ratio}`),
    ]),
    ...slopes.flatMap((slope) => [
      grid([across(slope), panel.top], [across(slope), panel.bottom]),
      text(across(slope), panel.bottom + 24, "middle faint", short(slope)),
    ]),
    text(panel.right, panel.bottom + 50, "end faint", "leak, mmHg/h of the whole station"),
    ...found.toReversed().flatMap((curve) => drawn(curve)),
    ...labels(found),
    ...never.map(({ name, colour }, i) =>
      text(panel.right + 12, panel.top - 4 + 22 * i, "", `${name}: never`, `fill: var(--${colour})`),
    ),
    "</svg>",
  ].join("\n")}\n`;
}

function drawn({ colour, ratios, name }: Curve): string[] {
  const points = [...ratios]
    .filter(([, ratio]) => isShown(ratio))
    .map(([slope, ratio]): Point => [across(slope), up(ratio)]);
  const kind = name === "Hullwatch" ? "estimate" : "thin";
  return [
    `<path class="line ${kind}" style="stroke: var(--${colour})" d="${path(points)}"/>`,
    ...points.map(([x, y]) => `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="3.5" fill="var(--${colour})"/>`),
  ];
}

/** Beside the right end of each curve, moved apart where ends are close. */
function labels(curves: readonly Curve[]): string[] {
  const least = 24;
  const ends = curves
    .map(({ name, colour, ratios }) => ({ name, colour, y: up([...ratios.values()].findLast(isShown)!) }))
    .sort((a, b) => b.y - a.y);
  let lowest = panel.bottom;
  return ends.map(({ name, colour, y }) => {
    const at = Math.min(y, lowest);
    lowest = at - least;
    return text(panel.right + 12, at, "tick", name, `fill: var(--${colour})`);
  });
}

const sentence = ({ name, ratios }: Curve) =>
  `${name} ${[...ratios.values()].map((r) => (Number.isFinite(r) ? r.toFixed(2) : "never")).join(", ")}`;
