import Type from "typebox";
import { id, moment, quantity, says, severity, text } from "./words.ts";

/** What happens to an alarm. `alarm` is its id within the station: all entries of one alarm bear the same. */
const alarm = id;

export const alarmKinds = {
  /** The process has left its limits. Several centres may raise the same alarm; it is over when none says that it stands. */
  "alarm-raised": {
    alarm,
    type: Type.String({ minLength: 1, maxLength: 64, description: "What it is about: leak, ppO2-low." }),
    severity,
    text,
    says: Type.Optional(says),
    value: Type.Optional(quantity),
    threshold: Type.Optional(quantity),
    latching: Type.Optional(Type.Boolean({ description: "It stays after the process is back, until it is reset." })),
  },
  /** It stands as before, with another severity, value or text. */
  "alarm-updated": {
    alarm,
    severity: Type.Optional(severity),
    text,
    says: Type.Optional(says),
    value: Type.Optional(quantity),
    threshold: Type.Optional(quantity),
  },
  /** The process is back within its limits, as seen by the centre that writes this, or by `raisedBy`. */
  "alarm-cleared": { alarm, text, says: Type.Optional(says), raisedBy: Type.Optional(id) },
  /** The author's centre and role know. It holds for `severity` and less; without one, for what the alarm was by then. */
  "alarm-acknowledged": { alarm, severity: Type.Optional(severity), comment: Type.Optional(text) },
  /** The author's centre does not want to be told until then. */
  "alarm-shelved": { alarm, until: moment, reason: text },
  "alarm-unshelved": { alarm, reason: Type.Optional(text) },
  /** From now on it latches, or does not. */
  "alarm-latched": { alarm, latching: Type.Boolean(), reason: Type.Optional(text) },
  /** Ends the latch of an alarm whose process is back within its limits. */
  "alarm-reset": { alarm, comment: Type.Optional(text) },
};
