/** A drawing of a station that nobody has drawn: modules by their volume, laid out by what joins them. */

import ELK from "elkjs/lib/elk.bundled.js";
import type { ElkNode } from "elkjs/lib/elk-api.js";
import type { WholeStation } from "../station/index.ts";
import type { Box, Drawing, Point } from "./drawing.ts";

const options = {
  "elk.algorithm": "layered",
  "elk.direction": "RIGHT",
  "elk.edgeRouting": "POLYLINE",
  "elk.layered.spacing.nodeNodeBetweenLayers": "2.4",
  "elk.spacing.nodeNode": "2",
  "elk.spacing.edgeNode": "1",
};

/** (m) Sides of a module of that volume (m3), half as long again as it is wide, two thirds as deep as wide. */
function sides(volume: number): { readonly width: number; readonly height: number } {
  const height = Math.cbrt(volume);
  return { width: Math.max(3, 1.5 * height), height: Math.max(2, height) };
}

/** Lays a station out. It takes a moment: what does it is loaded when it is first needed. */
export async function layOut(whole: WholeStation): Promise<Drawing> {
  const found: ElkNode = await new ELK().layout({
    id: "station",
    layoutOptions: options,
    children: whole.modules.map(({ id, volume_m3 }) => ({ id, ...sides(volume_m3) })),
    edges: whole.hatches.map(({ id, between: [a, b] }) => ({ id, sources: [a], targets: [b] })),
  });
  const modules: Record<string, Box> = {};
  for (const { id, x = 0, y = 0, width = 1, height = 1 } of found.children ?? []) {
    modules[id] = { x: x + width / 2, y: y + height / 2, w: width, h: height };
  }
  const hatches: Record<string, Point> = {};
  const tubes: Record<string, readonly Point[]> = {};
  for (const { id, sections = [] } of found.edges ?? []) {
    const points = sections.flatMap(({ startPoint, bendPoints = [], endPoint }) => [
      startPoint,
      ...bendPoints,
      endPoint,
    ]);
    tubes[id] = points;
    hatches[id] = middleOf(points);
  }
  return { modules, hatches, tubes };
}

/** The point half-way along a line. */
export function middleOf(points: readonly Point[]): Point {
  const lengths = points.slice(1).map((p, i) => Math.hypot(p.x - points[i].x, p.y - points[i].y));
  let left = lengths.reduce((sum, length) => sum + length, 0) / 2;
  for (const [i, length] of lengths.entries()) {
    if (left > length || length === 0) {
      left -= length;
      continue;
    }
    const [a, b] = [points[i], points[i + 1]];
    return { x: a.x + ((b.x - a.x) * left) / length, y: a.y + ((b.y - a.y) * left) / length };
  }
  return points[0];
}
