/** A conjunction message as it came: read, held against the station, worked out once. */
import { type Assessment, assessCdm, bareDesignator, type Cdm, parseCdm } from "@hullwatch/core/cause";
import { DocumentError, faultOf } from "@hullwatch/core/document";
import { phrase } from "@hullwatch/core/phrase";
import type { Station } from "@hullwatch/core/station";

/** A message of the log with what follows from it. */
export interface Message {
  /** Its place in the order in which this server came to have the log. */
  readonly arrival: number;
  readonly entry: string;
  /** ISO 8601 UTC. */
  readonly received: string;
  readonly name: string;
  readonly assessment: Assessment;
}

/** Whether a text says that it is a Conjunction Data Message, whole or not; element sets are all else. */
export const looksLikeMessage = (text: string): boolean =>
  /CCSDS_CDM_VERS|<(?:\w+:)?cdm\b|^\s*(?:TCA|MISS_DISTANCE|OBJECT_DESIGNATOR)\s*=/m.test(text);

/** Reads a message about `station`. Throws `DocumentError` with every fault by line and field. */
export function readMessage(text: string, name: string, station: Station): Assessment {
  const cdm = parseCdm(text, name);
  demandStation(cdm, text, name, station);
  return assessCdm(cdm);
}

/** The object that is not the station; the second where nobody says which is. */
export const otherOf = ({ objects: [one, two] }: Cdm, { norad }: Station) =>
  bareDesignator(two.designator) === norad && bareDesignator(one.designator) !== norad ? one : two;

/** A message about two others would raise an alarm about nobody. */
function demandStation({ objects }: Cdm, text: string, name: string, { norad, id }: Station): void {
  if (norad === undefined || objects.some(({ designator }) => bareDesignator(designator) === norad)) return;
  const before = text.slice(0, text.search(/OBJECT_DESIGNATOR/));
  const fault = faultOf(
    { line: before.split("\n").length, column: before.length - before.lastIndexOf("\n") },
    "OBJECT_DESIGNATOR",
    phrase`${objects[0].designator} and ${objects[1].designator}`,
    phrase`${norad} as one of the two, the norad_id of ${id}`,
  );
  throw new DocumentError(name, [fault]);
}
