/** How stations are called on NATS, and which of them are worked on together. */
import { createHash } from "node:crypto";

export const rowsStream = "HULLWATCH_ROWS";
export const eventsStream = "HULLWATCH_EVENTS";
export const leasesBucket = "HULLWATCH_LEASES";
export const statesBucket = "HULLWATCH_STATES";
export const marksBucket = "HULLWATCH_MARKS";

/** A station's id as one token of a subject: as it is where that can be, otherwise `=` and base64url. */
export const tokenOf = (station: string): string =>
  /^[\w-]+$/.test(station) ? station : `=${Buffer.from(station, "utf8").toString("base64url")}`;

/** The station's id in a token. */
export const stationOf = (token: string): string =>
  token.startsWith("=") ? Buffer.from(token.slice(1), "base64url").toString("utf8") : token;

/** To which of `partitions` a station belongs: from 0, the same in every process. */
export const partitionOf = (station: string, partitions: number): number =>
  createHash("sha256").update(station).digest().readUInt32BE() % partitions;

export const rowsSubject = (partition: number, token: string) => `hullwatch.rows.${partition}.${token}`;
export const eventsSubject = (partition: number, token: string) => `hullwatch.events.${partition}.${token}`;

/** The last token of a subject. */
export const lastToken = (subject: string): string => subject.slice(subject.lastIndexOf(".") + 1);
