import type { Fault } from "../../document/index.ts";
import { phrase } from "../../phrase/index.ts";
import type { Section } from "../message/section.ts";

/** Mean elements for SGP4, as a TLE or an OMM has them. */
export interface ElementSet {
  readonly name: string;
  /** Catalogue number in digits, without leading zeros; up to nine of them. */
  readonly id: string;
  readonly internationalDesignator: string;
  /** (s) UNIX time. */
  readonly epoch: number;
  /** (rev/day) Kozai. */
  readonly meanMotion: number;
  /** (-) */
  readonly eccentricity: number;
  /** (deg) */
  readonly inclination: number;
  /** (deg) Right ascension of the ascending node, in TEME of the epoch. */
  readonly node: number;
  /** (deg) Argument of perigee. */
  readonly perigee: number;
  /** (deg) */
  readonly meanAnomaly: number;
  /** (1/Earth radii) */
  readonly bstar: number;
  /** The two lines, where it was one: they go to SGP4 as they are. */
  readonly tle?: readonly [string, string];
  /** What else was said, by keyword, as written. */
  readonly others: Readonly<Record<string, string>>;
}

/** All element sets of a file that could be read, and what is wrong with the others. */
export interface Catalogue {
  readonly format: "tle" | "omm-kvn" | "omm-xml" | "omm-json" | "omm-csv";
  readonly elements: readonly ElementSet[];
  readonly faults: readonly Fault[];
}

/** Fields of an OMM that say by which theory it is to be read, and what they may hold. */
const theory: readonly (readonly [keyword: string, ...allowed: string[]])[] = [
  ["CENTER_NAME", "EARTH"],
  ["REF_FRAME", "TEME"],
  ["TIME_SYSTEM", "UTC"],
  ["MEAN_ELEMENT_THEORY", "SGP4", "SGP/SGP4", "SGP"],
];

/** Of 0 for SGP4 and 2 for its old name; 4 is SGP4-XP, whose elements SGP4 reads wrongly. */
const sgp4Types = [0, 2];

/**
 * One element set of an Orbit Mean-Elements Message (CCSDS 502.0-B-2 section 4, or one record of GP data). Undefined where
 * `section` has faults.
 */
export function elementsOf(section: Section): ElementSet | undefined {
  for (const [keyword, ...allowed] of theory) section.text(keyword, "optional", allowed);
  const type = section.number("EPHEMERIS_TYPE", "optional", "");
  if (type !== undefined && !sgp4Types.includes(type)) {
    section.fault(
      "EPHEMERIS_TYPE",
      type === 4 ? phrase`0 for SGP4; 4 is SGP4-XP, which SGP4 reads wrongly` : phrase`0 for SGP4`,
    );
  }
  const number = (keyword: string, unit: string, from: number, to: number) => {
    const value = section.number(keyword, "needed", unit);
    if (value !== undefined && !(value >= from && value <= to))
      section.fault(keyword, phrase`a number from ${from} to ${to}`);
    return value;
  };
  const draft = {
    id: section.text("NORAD_CAT_ID", "needed"),
    epoch: section.time("EPOCH", "needed"),
    meanMotion: number("MEAN_MOTION", "rev/day", 1e-3, 18),
    eccentricity: number("ECCENTRICITY", "", 0, 0.9999999),
    inclination: number("INCLINATION", "deg", 0, 180),
    node: number("RA_OF_ASC_NODE", "deg", -360, 360),
    perigee: number("ARG_OF_PERICENTER", "deg", -360, 360),
    meanAnomaly: number("MEAN_ANOMALY", "deg", -360, 360),
    bstar: number("BSTAR", "1/ER", -100, 100),
  };
  if (draft.id !== undefined && !/^\d{1,9}$/.test(draft.id)) section.fault("NORAD_CAT_ID", phrase`up to nine digits`);
  if (Object.values(draft).some((value) => value === undefined)) return undefined;
  const known = draft as { readonly [K in keyof typeof draft]: NonNullable<(typeof draft)[K]> };
  const id = known.id.replace(/^0+(?=\d)/, "");
  return {
    ...known,
    id,
    name: section.text("OBJECT_NAME", "optional") || `object ${id}`,
    internationalDesignator: section.text("OBJECT_ID", "optional") ?? "",
    others: othersOf(section),
  };
}

function othersOf(section: Section): Readonly<Record<string, string>> {
  const comments = section.comments().map(({ value }) => value);
  return {
    ...Object.fromEntries(section.others().map(({ keyword, value }) => [keyword, value])),
    ...(comments.length > 0 && { COMMENT: comments.join("\n") }),
  };
}
