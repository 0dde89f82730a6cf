import type { Cdm } from "../message/cdm.ts";
import type { Assessment } from "./assess.ts";

/** Messages of one encounter, oldest first, and what they say together. */
export interface Trend {
  readonly assessments: readonly Assessment[];
  readonly newest: Assessment;
  /** The probability of the newest against that of the message before; null with one message, or where either is undefined. */
  readonly ratio: number | null;
  readonly direction: "rising" | "falling" | "steady" | "unknown";
  /** (1/day) Powers of ten a day, by least squares over all messages; null with fewer than two. */
  readonly decadesPerDay: number | null;
  /** (s) UNIX time at which the next message is due; null where that is after closest approach. */
  readonly nextDue: number | null;
  /** (s) Between messages: the median of those seen, from three on, else 8 h. */
  readonly interval: number;
  readonly intervalFrom: "seen" | "rule";
}

/** (s) The ISS is screened every 8 h. */
const screening = 8 * 3600;
/** Changes of the probability by less than this factor are called steady. */
const steady = 1.5;
/** A probability of 0 takes part in a trend as this. */
const least = 1e-30;

/** The pair of objects, whichever is named first, and the pass: messages of one encounter state its time within 10 min. */
const isSame = (a: Assessment, b: Assessment) => pair(a) === pair(b) && Math.abs(a.cdm.tca - b.cdm.tca) < 600;
const pair = ({ cdm }: Assessment) =>
  cdm.objects
    .map((object) => bareDesignator(object.designator))
    .toSorted()
    .join(" ");

/** A designator without the zeros before it, which some messages have: "00694" and "694" are one object. */
export const bareDesignator = (designator: string): string => designator.replace(/^0+(?=.)/, "");

/** A message that is given twice says nothing new. */
export const isTwice = (a: Cdm, b: Cdm): boolean =>
  a.id === b.id && a.originator === b.originator && a.created === b.created;

/** By when they were made, whatever the order in which they came: two that read the same messages order them alike. */
const byAge = ({ cdm: a }: Assessment, { cdm: b }: Assessment) =>
  a.created - b.created || compare(a.originator, b.originator) || compare(a.id, b.id);
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Groups messages by encounter, in the order of their closest approaches; one that is given twice counts once. The order of `assessments`
 * does not matter.
 */
export function trendsOf(assessments: readonly Assessment[]): readonly Trend[] {
  const groups: Assessment[][] = [];
  for (const one of assessments.toSorted(byAge)) {
    const group = groups.find((g) => isSame(g.at(-1)!, one));
    if (group === undefined) groups.push([one]);
    else if (!group.some((other) => isTwice(other.cdm, one.cdm))) group.push(one);
  }
  return groups.map(trendOf).toSorted((a, b) => a.newest.cdm.tca - b.newest.cdm.tca);
}

function trendOf(assessments: readonly Assessment[]): Trend {
  const newest = assessments.at(-1)!;
  const known = assessments.flatMap(({ cdm, probability }) =>
    probability === null ? [] : [{ time: cdm.created, log: Math.log10(Math.max(least, probability.circle)) }],
  );
  const change = known.length < 2 ? null : known.at(-1)!.log - known.at(-2)!.log;
  const gaps = assessments.slice(1).map((one, i) => one.cdm.created - assessments[i].cdm.created);
  const intervalFrom = gaps.length >= 2 ? "seen" : "rule";
  const interval = intervalFrom === "seen" ? gaps.toSorted((a, b) => a - b)[gaps.length >> 1] : screening;
  const due = newest.cdm.created + interval;
  return {
    assessments,
    newest,
    ratio: change === null ? null : 10 ** change,
    direction: change === null ? "unknown" : directionOf(change),
    decadesPerDay: slope(known),
    nextDue: due < newest.cdm.tca ? due : null,
    interval,
    intervalFrom,
  };
}

const directionOf = (change: number) =>
  Math.abs(change) < Math.log10(steady) ? "steady" : change > 0 ? "rising" : "falling";

function slope(points: readonly { readonly time: number; readonly log: number }[]): number | null {
  const mean = (of: (p: (typeof points)[number]) => number) =>
    points.reduce((sum, p) => sum + of(p), 0) / points.length;
  const [t, l] = [mean((p) => p.time), mean((p) => p.log)];
  const spread = mean((p) => (p.time - t) ** 2);
  return spread > 0 ? (mean((p) => (p.time - t) * (p.log - l)) / spread) * 86400 : null;
}
