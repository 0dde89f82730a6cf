/** The small pieces that requests and answers are made of. */
import { phrase } from "@hullwatch/core/phrase";
import { Type } from "typebox";
import { ProblemError } from "../problem/index.ts";

export const object = <P extends Parameters<typeof Type.Object>[0]>(properties: P, description?: string) =>
  Type.Object(properties, { additionalProperties: false, ...(description !== undefined && { description }) });

export const stationId = Type.String({ pattern: "^[a-z0-9][a-z0-9-]{0,63}$", description: "Id of a station" });
export const ofStation = object({ station: stationId });
export const time = Type.String({ format: "date-time", description: "ISO 8601 with a zone" });
/** For what may be asked of a moment that is over. */
export const atMoment = Type.Optional(
  Type.String({ ...time, description: "As it stood then, from what is kept; now unless given" }),
);
export const maybe = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);

/** A list in a query, `a,b,c`. */
export const list = (description: string) =>
  Type.Optional(
    Type.String({ pattern: "^[^,]+(,[^,]+)*$", maxLength: 4000, description: `${description}, with commas between` }),
  );
export const split = (text: string | undefined): readonly string[] | undefined => text?.split(",");

/** (s) UNIX time of an ISO 8601 text that a schema has checked. */
export function seconds(text: string): number {
  const ms = Date.parse(text);
  if (Number.isNaN(ms))
    throw new ProblemError(400, "HW_TIME", phrase`found "${text}", expected an ISO 8601 time with a zone`);
  return ms / 1000;
}
export const isoOf = (unix: number): string => new Date(Math.round(unix * 1000)).toISOString();
