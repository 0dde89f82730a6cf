/** Probabilities, distances and moments as the reader has them. */

import { format, say, time } from "../app/settings.ts";
import { powerText } from "../units/index.ts";
import { pnpShort, pnpText } from "./numbers.ts";

export const power = (p: number | null): string =>
  p === null ? say.value("approach.level.null") : format.value.written(powerText(p));

/** The chance that nothing goes through a hull, with all its figures, and with as many as a map has room for. */
export const pnp = (p: number): string => format.value.written(pnpText(p));
export const pnpOnMap = (p: number): string => format.value.written(pnpShort(p));

/** 715 m; 12.3 km from ten kilometres on. */
export function distance(metres: number): string {
  const f = format.value;
  return Math.abs(metres) < 10_000
    ? `${f.written(String(Math.round(metres)))} ${f.unit("m")}`
    : `${f.written((metres / 1000).toFixed(1))} ${f.unit("km")}`;
}

export const moment = (at: string, seconds = false): string =>
  `${time.value.moment(Date.parse(at), seconds)} ${time.value.zone}`;
