import type { Acknowledgement, Alarm } from "./types.ts";

/** The states of ANSI/ISA-18.2, by the names that Yamcs gives them. */
export type AlarmState = "NORMAL" | "UNACK_ALARM" | "ACK_ALARM" | "RTN_UNACK" | "LATCH_UNACK" | "LATCH_ACK" | "SHELVED";

/** A control centre, or a role in it. */
export interface Party {
  readonly centre: string;
  readonly role?: string;
}

/** The acknowledgement of a party that holds, the first one; null where it has not acknowledged what now stands. */
export const acknowledgementOf = (
  { acknowledgements }: Pick<Alarm, "acknowledgements">,
  { centre, role }: Party,
): Acknowledgement | null =>
  acknowledgements.find(({ holds, by }) => holds && by.centre === centre && (role === undefined || by.role === role)) ??
  null;

/** The state of an alarm for one party at `now` (ms, UNIX time): each centre acknowledges and shelves for itself. */
export function alarmStateOf(alarm: Alarm, party: Party, now: number): AlarmState {
  const { inAlarm, latched, shelvings } = alarm;
  if (shelvings.some(({ centre, until }) => centre === party.centre && Date.parse(until) > now)) return "SHELVED";
  const isAcknowledged = acknowledgementOf(alarm, party) !== null;
  if (inAlarm) return isAcknowledged ? "ACK_ALARM" : "UNACK_ALARM";
  if (latched) return isAcknowledged ? "LATCH_ACK" : "LATCH_UNACK";
  return isAcknowledged ? "NORMAL" : "RTN_UNACK";
}
