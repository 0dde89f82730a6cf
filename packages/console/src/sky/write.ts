/** Probabilities, distances and moments as the reader has them. */
import { format, say, time } from "../app/settings.ts";
import { powerText } from "./numbers.ts";

export const power = (p: number | null): string =>
  p === null ? say.value("approach.level.null") : format.value.written(powerText(p));

/** 715 m; 12.3 km from ten kilometres on. */
export function distance(metres: number): string {
  const f = format.value;
  return Math.abs(metres) < 10_000
    ? `${f.written(String(Math.round(metres)))} ${f.unit("m")}`
    : `${f.written((metres / 1000).toFixed(1))} ${f.unit("km")}`;
}

export const moment = (at: string, seconds = false): string =>
  `${time.value.moment(Date.parse(at), seconds)} ${time.value.zone}`;
