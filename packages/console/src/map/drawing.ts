/** Where each module and hatch is drawn. */
import type { WholeStation } from "../station/index.ts";

export type LabelPlace = "in" | "left" | "right" | "above" | "below" | "left-below" | "right-below";

/** A rectangle by its middle. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly label?: LabelPlace;
  /** A name that fits, where the whole one does not. */
  readonly short?: string;
}
export interface Point {
  readonly x: number;
  readonly y: number;
}
export interface Drawing {
  readonly modules: Readonly<Record<string, Box>>;
  readonly hatches: Readonly<Record<string, Point>>;
  /** Lines between modules that do not touch; by hatch. */
  readonly tubes: Readonly<Record<string, readonly Point[]>>;
}

/** A drawing by hand, as it stands beside a station file: `stations/<id>.map.json`. */
export interface DrawingFile {
  readonly station: string;
  readonly modules: Readonly<Record<string, Box>>;
}

/** Whether every module of the station is drawn. */
export const fits = ({ modules }: Pick<DrawingFile, "modules">, whole: WholeStation): boolean =>
  whole.modules.every(({ id }) => id in modules);

/** A drawing by hand: each hatch is where its two modules touch, or on a tube between them where they do not. */
export function drawn({ modules }: Pick<DrawingFile, "modules">, whole: WholeStation): Drawing {
  const hatches: Record<string, Point> = {};
  const tubes: Record<string, readonly Point[]> = {};
  for (const { id, between } of whole.hatches) {
    const [a, b] = between.map((module) => modules[module]);
    hatches[id] = meeting(a, b);
    if (!touch(a, b)) tubes[id] = [a, b];
  }
  return { modules, hatches, tubes };
}

/** (m) Boxes that are nearer than this touch. */
const near = 0.3;
const overlap = (a: number, wa: number, b: number, wb: number) => {
  const low = Math.max(a - wa / 2, b - wb / 2);
  const high = Math.min(a + wa / 2, b + wb / 2);
  return { middle: (low + high) / 2, size: high - low };
};

const touch = (a: Box, b: Box) => {
  const [across, along] = [overlap(a.x, a.w, b.x, b.w).size, overlap(a.y, a.h, b.y, b.h).size];
  return across > -near && along > -near;
};

/** The middle of where two boxes meet, or of what is between them. */
function meeting(a: Box, b: Box): Point {
  return { x: overlap(a.x, a.w, b.x, b.w).middle, y: overlap(a.y, a.h, b.y, b.h).middle };
}

/** What a drawing takes on the page, with room for names around it. */
export function frameOf({ modules }: Drawing, margin: number): readonly [x: number, y: number, w: number, h: number] {
  const boxes = Object.values(modules);
  const left = Math.min(...boxes.map(({ x, w }) => x - w / 2)) - margin;
  const right = Math.max(...boxes.map(({ x, w }) => x + w / 2)) + margin;
  const top = Math.min(...boxes.map(({ y, h }) => y - h / 2)) - margin;
  const bottom = Math.max(...boxes.map(({ y, h }) => y + h / 2)) + margin;
  return [left, top, right - left, bottom - top];
}

/** Where a name goes once the drawing stands on its end. */
const turnedPlace: Readonly<Record<LabelPlace, LabelPlace>> = {
  in: "in",
  left: "above",
  right: "below",
  above: "left-below",
  below: "right",
  "left-below": "left",
  "right-below": "right-below",
};

/** The drawing on its end: for a page that is higher than wide. */
export function turned({ modules, hatches, tubes }: Drawing): Drawing {
  const turn = ({ x, y }: Point) => ({ x: y, y: x });
  const each = <A, B>(all: Readonly<Record<string, A>>, f: (a: A) => B) =>
    Object.fromEntries(Object.entries(all).map(([id, one]) => [id, f(one)]));
  return {
    modules: each(modules, (box) => ({
      ...box,
      ...turn(box),
      w: box.h,
      h: box.w,
      label: turnedPlace[box.label ?? "in"],
    })),
    hatches: each(hatches, turn),
    tubes: each(tubes, (points) => points.map(turn)),
  };
}
