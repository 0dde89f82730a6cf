/** An approach as scripts, the server and the console read it: docs/conjunctions.md. */
import type { Station } from "../../station/index.ts";
import type { Assessment, RadiusFrom, Shape } from "./assess.ts";
import { type Aboard, actionFor, type Level, manoeuvreWithin, shelterFor, shelters, thresholds } from "./rule.ts";
import type { Trend } from "./trend.ts";
import type { Doubt } from "./validity.ts";

/** What is known beside the messages. */
export interface PcContext {
  /** (s) UNIX time. */
  readonly now: number;
  fileOf(assessment: Assessment): string;
  readonly station?: Station;
  /** Where people and hatches are now. */
  readonly aboard?: Aboard;
}

/** One message of an approach. */
export interface PcMessage {
  readonly file: string;
  readonly message_id: string;
  readonly created: string;
  readonly pc: number | null;
  readonly level: Level | null;
  readonly miss_distance_m: number | null;
  readonly hours_to_tca: number;
}

/** What `hullwatch pc --json` prints of an approach; of the newest message where nothing else is said. */
export interface PcAnswer extends PcMessage {
  readonly tca: string;
  readonly objects: readonly { readonly designator: string; readonly name: string; readonly maneuverable: string }[];
  readonly miss_distance_stated_m: number;
  readonly miss_rtn_m: readonly number[] | null;
  readonly sigma_rtn_m: readonly number[] | null;
  readonly relative_speed_m_per_s: number;
  readonly hard_body_m: number;
  readonly hard_body_from: RadiusFrom;
  readonly hard_body_shape: "circle";
  readonly pc_by_shape: Readonly<Record<Shape, number>> | null;
  readonly pc_stated: number | null;
  readonly pc_stated_method: string | null;
  readonly pc_stated_agrees_with: Shape | null;
  readonly pc_greatest: { readonly pc: number; readonly sigma_times: number } | null;
  readonly pc_bound: number | null;
  readonly sigma_m: readonly number[] | null;
  readonly mean_m: readonly number[] | null;
  readonly valid: boolean;
  readonly doubts: readonly Doubt[];
  readonly notes: readonly string[];
  readonly action: string;
  readonly manoeuvre_possible: "any" | "predetermined" | "none";
  readonly thresholds: { readonly yellow: number; readonly red: number };
  readonly messages: readonly PcMessage[];
  readonly trend: {
    readonly direction: Trend["direction"];
    readonly ratio: number | null;
    readonly decades_per_day: number | null;
    readonly next_message_due: string | null;
    readonly interval_h: number;
    readonly interval_from: Trend["intervalFrom"];
    readonly overdue: boolean;
  };
  readonly shelter_advised: boolean;
  readonly shelter: readonly {
    readonly vehicle: string;
    readonly module: string;
    readonly crew: readonly string[];
    readonly seats: number;
    readonly elsewhere: readonly { readonly who: string; readonly at: string; readonly cut_off: boolean }[];
    readonly from: string;
    readonly until: string;
    readonly minutes: number;
  }[];
}

const iso = (time: number) => new Date(Math.round(time * 1000)).toISOString();

/** One approach for scripts. */
export function pcWire(trend: Trend, context: PcContext): PcAnswer {
  const { newest } = trend;
  const { cdm, encounter, probability, greatest } = newest;
  const left = cdm.tca - context.now;
  return {
    ...messageOf(newest, context),
    hours_to_tca: left / 3600,
    tca: iso(cdm.tca + (encounter?.offset ?? 0)),
    objects: cdm.objects.map(({ designator, name, maneuverable }) => ({ designator, name, maneuverable })),
    miss_distance_stated_m: cdm.missDistance,
    miss_rtn_m: newest.seen?.miss ?? null,
    sigma_rtn_m: newest.seen?.sigma ?? null,
    relative_speed_m_per_s: encounter?.relativeSpeed ?? 0,
    hard_body_m: newest.radius,
    hard_body_from: newest.radiusFrom,
    hard_body_shape: "circle",
    pc_by_shape: probability,
    pc_stated: cdm.probability ?? null,
    pc_stated_method: cdm.probabilityMethod ?? null,
    pc_stated_agrees_with: newest.statedShape,
    pc_greatest: greatest === null ? null : { pc: greatest.probability, sigma_times: greatest.scale },
    pc_bound: newest.bound,
    sigma_m: encounter?.passage.sigma ?? null,
    mean_m: encounter?.passage.mean ?? null,
    valid: newest.doubts.length === 0,
    doubts: newest.doubts,
    notes: cdm.notes,
    action:
      newest.level === null
        ? "undefined: ask for a method that needs no relative motion"
        : actionFor(newest.level, left),
    manoeuvre_possible: manoeuvreWithin(left),
    thresholds,
    messages: trend.assessments.map((assessment) => messageOf(assessment, context)),
    trend: {
      direction: trend.direction,
      ratio: trend.ratio,
      decades_per_day: trend.decadesPerDay,
      next_message_due: trend.nextDue === null ? null : iso(trend.nextDue),
      interval_h: trend.interval / 3600,
      interval_from: trend.intervalFrom,
      overdue: trend.nextDue !== null && trend.nextDue < context.now,
    },
    shelter_advised: shelters(newest.level, left),
    shelter: (context.station === undefined ? [] : shelterFor(context.station, cdm.tca, context.aboard)).map(
      (shelter) => ({
        ...shelter,
        from: iso(shelter.from),
        until: iso(shelter.until),
        minutes: (shelter.until - shelter.from) / 60,
      }),
    ),
  };
}

const messageOf = (assessment: Assessment, { fileOf }: PcContext): PcMessage => ({
  file: fileOf(assessment),
  message_id: assessment.cdm.id,
  created: iso(assessment.cdm.created),
  pc: assessment.probability?.circle ?? null,
  level: assessment.level,
  miss_distance_m: assessment.encounter?.missDistance ?? null,
  hours_to_tca: (assessment.cdm.tca - assessment.cdm.created) / 3600,
});
