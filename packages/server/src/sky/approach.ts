/** Messages gathered by what they are about, and the alarms that follow from each approach at a moment. */
import {
  type Level,
  type PcAnswer,
  pcWire,
  shelterFor,
  shelters,
  type Trend,
  thresholds,
  trendsOf,
} from "@hullwatch/core/cause";
import type { Station } from "@hullwatch/core/station";
import type { Severity } from "@hullwatch/log";
import { type Message, otherOf } from "./message.ts";

export interface Approaching {
  /** Stays as messages come: the other object, and the closest approach as the first message here stated it. */
  readonly id: string;
  readonly trend: Trend;
  readonly messages: readonly Message[];
  /** The arrival of the message that came last. */
  readonly position: number;
}

/** (s) How long an approach that is past is still shown. */
const shown = 86_400;

const stamp = (time: number) => new Date(time * 1000).toISOString().slice(0, 16).replace(/[-:]/g, "");

/** Every approach of which there are messages and that is not long past, in order of time. */
export function approachesOf(messages: readonly Message[], station: Station, now: number): readonly Approaching[] {
  const byAssessment = new Map(messages.map((message) => [message.assessment, message]));
  const trends = trendsOf([...byAssessment.keys()]).filter(({ newest }) => newest.cdm.tca + shown > now);
  return trends.map((trend) => {
    const own = trend.assessments
      .map((assessment) => byAssessment.get(assessment)!)
      .toSorted((a, b) => a.arrival - b.arrival);
    const { cdm } = own[0].assessment;
    const id = `${otherOf(cdm, station).designator}:${stamp(cdm.tca)}Z`.replace(/\s/g, "-");
    return { id, trend, messages: own, position: own[own.length - 1].arrival };
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
export interface Wanted {
  readonly alarm: string;
  readonly kind: "conjunction" | "conjunction-late";
  readonly level: Exclude<Level, "green">;
  readonly severity: Severity;
  readonly text: string;
  /** Part of the text: it changes as time goes, without a message. */
  readonly isSheltering: boolean;
  readonly pc: number;
  readonly threshold: number;
  readonly tca: number;
  readonly position: number;
}

const severityOf = { yellow: "WARNING", red: "CRITICAL" } as const;
const minute = (time: number) => `${new Date(time * 1000).toISOString().slice(0, 16).replace("T", " ")} UTC`;

/** Which ships, who, from when to when. */
function shelterText(station: Station, tca: number): string {
  const ships = shelterFor(station, tca);
  if (ships.length === 0) return "";
  const [{ from, until }] = ships;
  const who = ships.map(({ vehicle, crew }) => `${vehicle} (${crew.join(", ")})`).join(", ");
  return `Inside, hatch closed, by ${minute(from)}, until ${minute(until)}: ${who}.`;
}

/**
 * Alarms that have to stand for an approach at `now` (s, UNIX time): that of its level, yellow above 1e-5 or red above 1e-4, and one where
 * the next message is late. Of yellow and red one stands at a time, so that whoever knew of yellow is told of red anew.
 */
export function wantedAlarms({ id, trend, position }: Approaching, station: Station, now: number): readonly Wanted[] {
  const { newest, nextDue } = trend;
  const { cdm, level, probability, encounter, doubts } = newest;
  const tca = cdm.tca + (encounter?.offset ?? 0);
  if (level === null || level === "green" || probability === null || tca <= now) return [];
  const other = otherOf(cdm, station);
  const pc = probability.circle;
  const of = { level, pc, threshold: thresholds[level], tca, position };
  const who = `${other.name} (${other.designator})`;
  const doubtful = doubts.length === 0 ? "" : `, doubtful (${doubts.map(({ code }) => code).join(", ")})`;
  const isSheltering = shelters(level, tca - now);
  const shelter = isSheltering ? ` Too late for a manoeuvre: the crew shelters. ${shelterText(station, tca)}` : "";
  const text = `${who} at ${minute(tca)}: probability of collision ${pc.toExponential(1)}, above ${of.threshold.toExponential(0)} (${level})${doubtful}; passes ${Math.round(encounter?.missDistance ?? cdm.missDistance)} m away. Message ${cdm.id}.${shelter}`;
  const alarm = `conjunction:${level}:${id}`;
  const wanted: Wanted[] = [{ alarm, kind: "conjunction", severity: severityOf[level], text, isSheltering, ...of }];
  if (nextDue !== null && nextDue < now) {
    const late = `The next message about ${who} was due at ${minute(nextDue)} and has not come; closest approach ${minute(tca)}, ${level} as known`;
    wanted.push({
      alarm: `conjunction:late:${id}`,
      kind: "conjunction-late",
      severity: "WATCH",
      text: late,
      isSheltering,
      ...of,
    });
  }
  return wanted;
}
