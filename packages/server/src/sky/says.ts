/** What alarms of approaches say, in English and as a code with values for those who say it in another language. */
import { type Assessment, type Level, shelterFor, shelters, thresholds } from "@hullwatch/core/cause";
import type { Station } from "@hullwatch/core/station";
import type { AlarmSays } from "@hullwatch/log";
import { otherOf } from "./message.ts";

/** A text, and the same as a code with values; times are ISO 8601. */
export interface Said {
  readonly text: string;
  readonly says: AlarmSays;
}

const iso = (time: number) => new Date(time * 1000).toISOString();
const minute = (time: number) => `${iso(time).slice(0, 16).replace("T", " ")} UTC`;
const power = (p: number) => p.toExponential(1);

/** Which ships, who, from when to when. */
function shelterSaid(station: Station, tca: number): { text: string; values: AlarmSays["values"] } {
  const text = " Too late for a manoeuvre: the crew shelters.";
  const ships = shelterFor(station, tca);
  if (ships.length === 0) return { text, values: { shelters: 1 } };
  const [{ from, until }] = ships;
  const who = ships.map(({ vehicle, crew }) => `${vehicle} (${crew.join(", ")})`).join(", ");
  const said = ships.map(({ vehicle, crew }) => `${vehicle}:${crew.join(",")}`).join(";");
  return {
    text: `${text} Inside, hatch closed, by ${minute(from)}, until ${minute(until)}: ${who}.`,
    values: { shelters: 1, from: iso(from), until: iso(until), ships: said },
  };
}

type Raised = Exclude<Level, "green">;

/** That an approach is above a threshold, at `now` (s, UNIX time). */
export function approachSaid(newest: Assessment, level: Raised, tca: number, station: Station, now: number): Said {
  const { cdm, encounter, doubts } = newest;
  const other = otherOf(cdm, station);
  const pc = newest.probability?.circle ?? Number.NaN;
  const miss = Math.round(encounter?.missDistance ?? cdm.missDistance);
  const doubtful = doubts.length === 0 ? "" : `, doubtful (${doubts.map(({ code }) => code).join(", ")})`;
  const shelter = shelters(level, tca - now) ? shelterSaid(station, tca) : { text: "", values: {} };
  const who = `${other.name} (${other.designator})`;
  return {
    text: `${who} at ${minute(tca)}: probability of collision ${power(pc)}, above ${thresholds[level].toExponential(0)} (${level})${doubtful}; passes ${miss} m away. Message ${cdm.id}.${shelter.text}`,
    says: {
      code: "conjunction",
      values: {
        ...{ other: who, closest: iso(tca), pc, threshold: thresholds[level], level, miss_m: miss, message: cdm.id },
        ...(doubts.length > 0 && { doubtful: 1 }),
        ...shelter.values,
      },
    },
  };
}

/** That the next message has not come. */
export function lateSaid({ cdm }: Assessment, level: Raised, tca: number, due: number, station: Station): Said {
  const other = otherOf(cdm, station);
  const who = `${other.name} (${other.designator})`;
  return {
    text: `The next message about ${who} was due at ${minute(due)} and has not come; closest approach ${minute(tca)}, ${level} as known`,
    says: { code: "conjunction-late", values: { other: who, due: iso(due), closest: iso(tca), level } },
  };
}

/** Why an alarm of an approach is over. */
export const over = {
  past: { text: "Closest approach is past", says: { code: "conjunction-past", values: {} } },
  arrived: { text: "The next message has come", says: { code: "conjunction-arrived", values: {} } },
  undefined: {
    text: "The probability of collision is undefined in the newest message",
    says: { code: "conjunction-undefined", values: {} },
  },
  renamed: (alarm: string): Said => ({
    text: `An older message has come: goes on as ${alarm}`,
    says: { code: "conjunction-renamed", values: {} },
  }),
  level: (level: Raised, pc: number): Said => ({
    text: `Is ${level} now: probability of collision ${power(pc)}`,
    says: { code: "conjunction-level", values: { level, pc } },
  }),
  below: (pc: number): Said => ({
    text: `Probability of collision ${power(pc)}, at most 1e-5`,
    says: { code: "conjunction-below", values: { pc } },
  }),
};
