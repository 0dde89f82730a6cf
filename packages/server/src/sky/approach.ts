/** Messages gathered by what they are about, and the alarms that follow from each approach at a moment. */
import {
  bareDesignator,
  type Cdm,
  type Level,
  type PcAnswer,
  pcWire,
  shelters,
  type Trend,
  thresholds,
  trendsOf,
} from "@hullwatch/core/cause";
import type { Station } from "@hullwatch/core/station";
import type { Severity } from "@hullwatch/log";
import { type Message, otherOf } from "./message.ts";
import { approachSaid, lateSaid, type Said } from "./says.ts";

export interface Approaching {
  /**
   * The other object, and the closest approach as the oldest message states it: whoever has the same messages has the same id, in whatever
   * order they came. It stays as newer ones come.
   */
  readonly id: string;
  /** What it was called, or would have been, while the oldest message was not here. */
  readonly formerIds: readonly string[];
  readonly trend: Trend;
  readonly messages: readonly Message[];
  /** The arrival of the message that came last. */
  readonly position: number;
}

/** (s) How long an approach that is past is still shown. */
const shown = 86_400;

const stamp = (time: number) => new Date(time * 1000).toISOString().slice(0, 16).replace(/[-:]/g, "");

const idBy = (cdm: Cdm, station: Station) =>
  `${bareDesignator(otherOf(cdm, station).designator)}:${stamp(cdm.tca)}Z`.replace(/\s/g, "-");

/** Every approach of which there are messages and that is not long past, in order of time. */
export function approachesOf(messages: readonly Message[], station: Station, now: number): readonly Approaching[] {
  const byAssessment = new Map(messages.map((message) => [message.assessment, message]));
  const trends = trendsOf([...byAssessment.keys()]).filter(({ newest }) => newest.cdm.tca + shown > now);
  return trends.map((trend) => {
    const own = trend.assessments
      .map((assessment) => byAssessment.get(assessment)!)
      .toSorted((a, b) => a.arrival - b.arrival);
    const [id, ...formerIds] = trend.assessments.map(({ cdm }) => idBy(cdm, station));
    return { id, formerIds, trend, messages: own, position: own[own.length - 1].arrival };
  });
}

/** An approach for the API, at `now` (s, UNIX time). */
export function answerOf(
  { trend, messages }: Approaching,
  station: Station,
  now: number,
  aboard: NonNullable<Parameters<typeof pcWire>[1]["aboard"]>,
): PcAnswer {
  const names = new Map(messages.map(({ assessment, name }) => [assessment, name]));
  return pcWire(trend, { now, station, aboard, fileOf: (assessment) => names.get(assessment) ?? "" });
}

/** An alarm that has to stand. */
export interface Wanted extends Said {
  readonly alarm: string;
  readonly kind: "conjunction" | "conjunction-late";
  readonly level: Exclude<Level, "green">;
  readonly severity: Severity;
  /** Part of the text: it changes as time goes, without a message. */
  readonly isSheltering: boolean;
  readonly pc: number;
  readonly threshold: number;
  readonly tca: number;
  readonly position: number;
}

const severityOf = { yellow: "WARNING", red: "CRITICAL" } as const;
/**
 * Alarms that have to stand for an approach at `now` (s, UNIX time): that of its level, yellow above 1e-5 or red above 1e-4, and one where
 * the next message is late. Of yellow and red one stands at a time, so that whoever knew of yellow is told of red anew.
 */
export function wantedAlarms({ id, trend, position }: Approaching, station: Station, now: number): readonly Wanted[] {
  const { newest, nextDue } = trend;
  const { cdm, level, probability, encounter } = newest;
  const tca = cdm.tca + (encounter?.offset ?? 0);
  if (level === null || level === "green" || probability === null || tca <= now) return [];
  const pc = probability.circle;
  const isSheltering = shelters(level, tca - now);
  const of = { level, pc, threshold: thresholds[level], tca, position, isSheltering };
  const said = approachSaid(newest, level, tca, station, now);
  const severity = severityOf[level];
  const wanted: Wanted[] = [{ alarm: `conjunction:${level}:${id}`, kind: "conjunction", severity, ...said, ...of }];
  if (nextDue !== null && nextDue < now) {
    const late = lateSaid(newest, level, tca, nextDue, station);
    wanted.push({ alarm: `conjunction:late:${id}`, kind: "conjunction-late", severity: "WATCH", ...late, ...of });
  }
  return wanted;
}
