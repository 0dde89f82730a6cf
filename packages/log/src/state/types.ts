/** What follows from the log: plain values, the same for everybody who has the same entries. */
import type { Author, Body, EntryId } from "../entry/index.ts";

/** A trace of one entry: who said it, when it happened, and whether somebody has since put it right. */
export interface Mark {
  readonly entry: EntryId;
  /** ISO 8601 UTC; as corrected. */
  readonly time: string;
  readonly by: Author;
  readonly corrected: boolean;
}

export interface Incident {
  readonly id: string;
  readonly station: string;
  readonly title: string;
  readonly open: boolean;
  /** Every opening and closing; of two centres that open at once both are here. */
  readonly opened: readonly Mark[];
  readonly closed: readonly (Mark & { readonly summary: string })[];
  /** Entries that belong to it. */
  readonly entries: number;
}

export type Severity = Body<"alarm-raised">["severity"];
export type AlarmSays = NonNullable<Body<"alarm-raised">["says"]>;
export type AlarmQuantity = NonNullable<Body<"alarm-raised">["value"]>;

/** What one centre says of an alarm: that it stands, or that it is over. */
export interface Raising extends Mark {
  readonly centre: string;
  readonly severity: Severity;
  readonly text: string;
  readonly says: AlarmSays | null;
  readonly value: AlarmQuantity | null;
  readonly threshold: AlarmQuantity | null;
  readonly cleared: (Mark & { readonly text: string }) | null;
}
export interface Acknowledgement extends Mark {
  /** It holds for this and less. */
  readonly severity: Severity;
  readonly comment: string | null;
  /** False once the alarm is more severe than what was acknowledged, or has been raised anew. */
  readonly holds: boolean;
}
export interface Shelving extends Mark {
  /** Whose. */
  readonly centre: string;
  readonly until: string;
  readonly reason: string;
}

export interface Alarm {
  readonly station: string;
  readonly id: string;
  readonly type: string;
  readonly incident: string | null;
  /** The highest that now stands, or that last stood. */
  readonly severity: Severity;
  readonly text: string;
  /** What the text says; null where whoever raised it said nothing but the text. */
  readonly says: AlarmSays | null;
  /** Whether the process is outside its limits: by one centre at least. */
  readonly inAlarm: boolean;
  /** How often it has been raised after having been over. */
  readonly occurrence: number;
  /** Of this occurrence, one a centre. */
  readonly raisings: readonly Raising[];
  readonly latching: boolean;
  /** It stands although the process is back, until somebody resets it. */
  readonly latched: boolean;
  readonly reset: Mark | null;
  /** Of every occurrence, each centre and role for itself. */
  readonly acknowledgements: readonly Acknowledgement[];
  /** One a centre: the last that was not taken back. They end by themselves: `alarmStateOf` takes the time. */
  readonly shelvings: readonly Shelving[];
}

export interface HatchReport extends Mark {
  readonly station: string;
  readonly hatch: string;
  readonly state: "open" | "closed";
}
/** By the time of the happening, not of the writing; `earlier` newest first, ten at most. */
export interface Hatch extends HatchReport {
  readonly earlier: readonly HatchReport[];
}
export interface CrewReport extends Mark {
  readonly station: string;
  readonly who: string;
  readonly module: string;
}
export interface CrewPosition extends CrewReport {
  readonly earlier: readonly CrewReport[];
}

export interface Vote extends Mark {
  readonly vote: "GO" | "NO-GO";
  readonly comment: string | null;
  /** False where the same person has voted again in the same role, or the poll was closed before. */
  readonly counts: boolean;
}
/** `split`: people of one role disagree. */
export type Verdict = "GO" | "NO-GO" | "split" | "waiting";
export interface Asked {
  readonly role: string;
  readonly centre: string | null;
  readonly verdict: Verdict;
}
export interface Poll extends Mark {
  readonly id: string;
  readonly station: string;
  readonly incident: string | null;
  readonly question: string;
  readonly asked: readonly Asked[];
  /** GO where all who are asked say GO, NO-GO where one says it. */
  readonly verdict: Verdict;
  readonly votes: readonly Vote[];
  readonly closed: (Mark & { readonly text: string | null }) | null;
  /** Other questions under the same id, by another centre. */
  readonly doubles: readonly Mark[];
}

export interface Decision extends Mark {
  readonly station: string;
  readonly incident: string | null;
  readonly text: string;
  readonly poll: string | null;
  readonly because: readonly EntryId[];
}
export interface Handover extends Mark {
  readonly station: string;
  /** Whose seat it is: `by.centre` and this role. */
  readonly role: string;
  readonly to: { readonly id: string; readonly name: string };
  readonly summary: string;
  readonly accepted: Mark | null;
}

export interface Published extends Mark {
  readonly procedure: string;
  readonly hash: string;
  readonly title: string;
}
/** Something done in a run. What it means only the procedure can tell: `runOf`. */
export interface RunMark extends Mark {
  readonly step: string | null;
  readonly done: boolean;
  readonly branch: string | null;
  readonly shown: "yes" | "no" | "unknown" | null;
  readonly skip: boolean;
  readonly text: string | null;
}
export interface Run extends Mark {
  readonly id: string;
  readonly station: string;
  readonly incident: string | null;
  readonly procedure: string;
  readonly hash: string;
  readonly title: string;
  readonly marks: readonly RunMark[];
  /** Other beginnings under the same id. */
  readonly doubles: readonly Mark[];
  readonly ended: (Mark & { readonly outcome: "completed" | "stopped"; readonly text: string | null }) | null;
}

export interface Release extends Mark {
  readonly station: string;
  readonly title: string;
  readonly text: string;
  readonly language: string | null;
}

/** What was put right, and how. Withdrawn entries are in no other part of the state. */
export interface Correction extends Mark {
  readonly of: EntryId;
  readonly reason: string;
  readonly withdrawn: boolean;
  readonly body: Readonly<Record<string, unknown>> | null;
  readonly correctedTime: string | null;
  /** Why it changes nothing, where it does not: its entry is not here, or cannot be what it says. */
  readonly without: "no entry" | "not fitting" | null;
}

/** An entry of a kind that is not known here, or whose body is not what that kind wants. */
export interface Unread extends Mark {
  readonly kind: string;
}

export interface State {
  readonly incidents: readonly Incident[];
  readonly alarms: readonly Alarm[];
  readonly hatches: readonly Hatch[];
  readonly crew: readonly CrewPosition[];
  readonly polls: readonly Poll[];
  readonly decisions: readonly Decision[];
  readonly handovers: readonly Handover[];
  readonly procedures: readonly Published[];
  readonly runs: readonly Run[];
  readonly releases: readonly Release[];
  readonly corrections: readonly Correction[];
  readonly unread: readonly Unread[];
}
