import type { SQLInputValue } from "node:sqlite";
import { phrase } from "@hullwatch/core/phrase";
import type { Filter } from "../log.ts";
import { QueryError } from "./errors.ts";
import { largestPage, usualPage } from "./limits.ts";

/** Conditions on rows, with what stands for their question marks. */
export interface Where {
  readonly conditions: string[];
  readonly values: SQLInputValue[];
}

/** What a filter asks of a row. */
export function whereOf({ station, incident, kinds, centre, from, to }: Filter): Where {
  const where: Where = { conditions: [], values: [] };
  const want = (condition: string, ...values: SQLInputValue[]) => {
    where.conditions.push(condition);
    where.values.push(...values);
  };
  if (station !== undefined) want("entry.station = ?", station);
  if (incident !== undefined) want("entry.incident = ?", incident);
  if (centre !== undefined) want("entry.centre = ?", centre);
  if (kinds !== undefined) want(`entry.kind IN (${kinds.map(() => "?").join(", ")})`, ...kinds);
  if (from !== undefined) want("entry.time >= ?", from);
  if (to !== undefined) want("entry.time < ?", to);
  return where;
}

export const sqlOf = ({ conditions }: Where) => (conditions.length === 0 ? "" : `WHERE ${conditions.join(" AND ")}`);

/** A filter that a thread can work with: times in UTC. Throws `QueryError`. */
export function checkFilter<F extends Filter>(filter: F): F {
  const { from, to } = filter;
  return {
    ...filter,
    ...(from === undefined ? {} : { from: utcOf("from", from) }),
    ...(to === undefined ? {} : { to: utcOf("to", to) }),
  };
}

function utcOf(name: string, moment: string): string {
  const ms = Date.parse(moment);
  if (Number.isNaN(ms))
    throw new QueryError(phrase`${name}: found "${moment}", expected a time in ISO 8601 with a zone`);
  return new Date(ms).toISOString();
}

/** How many a page is to hold. Throws `QueryError`. */
export function pageSize(limit: number = usualPage): number {
  if (Number.isInteger(limit) && limit >= 1 && limit <= largestPage) return limit;
  throw new QueryError(phrase`limit: found ${limit}, expected a whole number from 1 to ${largestPage}`);
}
