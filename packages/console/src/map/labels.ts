/** Where the names of modules stand. */
import type { Box, LabelPlace, Point } from "./drawing.ts";

/** (m) Height of letters; a letter is about 0.56 of it wide. */
export const letter = 0.88;
export const lineHeight = letter * 1.15;

/** Lines of a name: words gathered into as few lines as fit the width. */
export function linesOf(name: string, width: number): string[] {
  const most = Math.max(6, Math.floor(width / (0.56 * letter)));
  const lines: string[] = [];
  for (const word of name.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Whether a name stands beside its box, where it has room for one long line. */
export const isBeside = (place: LabelPlace): boolean => /^(left|right)/.test(place);

/** (m) Height of letters of a name whose longest line has so many of them: what stands in its box leaves its edges free. */
export const letterOf = ({ w, label = "in" }: Box, longest: number): number =>
  label === "in" ? Math.min(letter, (w - 0.3) / (0.62 * longest)) : letter;

/** (m) Half a hatch, as it is drawn. */
const disc = 0.45;

/** (m) How far a name goes up in its box, or down where it is negative: the least at which no hatch stands on one of its `lines`. */
export function liftOf(box: Box, lines: readonly string[], rows: number, hatches: readonly Point[]): number {
  const { x, y, w, h, label = "in" } = box;
  if (label !== "in") return 0;
  const longest = Math.max(...lines.map((line) => line.length));
  const half = { w: 0.3 * longest * letterOf(box, longest) + disc, h: (lines.length * lineHeight) / 2 + disc };
  const middle = y - ((rows - lines.length) * lineHeight) / 2;
  const near = hatches.filter((one) => Math.abs(one.x - x) < Math.min(half.w, w / 2 + disc));
  const room = Math.max(0, (h - rows * lineHeight) / 2);
  const tries = Array.from({ length: Math.floor(room / 0.1) + 1 }, (_, i) => [i / 10, -i / 10]).flat();
  return tries.find((lift) => near.every((one) => Math.abs(one.y - middle + lift) >= half.h)) ?? 0;
}

/** Where the first of so many rows stands. */
export function placeOf({ x, y, w, h, label = "in" }: Box, rows: number) {
  const rise = ((rows - 1) * lineHeight) / 2;
  const gap = 0.85;
  switch (label) {
    case "left":
      return { x: x - w / 2 - gap, y: y + 0.3, anchor: "end" };
    case "right":
      return { x: x + w / 2 + gap, y: y + 0.3, anchor: "start" };
    case "above":
      return { x, y: y - h / 2 - 0.5 - 2 * rise, anchor: "middle" };
    case "below":
      return { x, y: y + h / 2 + 1, anchor: "middle" };
    case "right-below":
      return { x: x + w / 2 + 0.4, y: y + h / 2 + 1.6, anchor: "start" };
    case "left-below":
      return { x: x + w / 2 - 0.2, y: y + h / 2 + 1, anchor: "end" };
    default:
      return { x, y: y + 0.3 - rise, anchor: "middle" };
  }
}
