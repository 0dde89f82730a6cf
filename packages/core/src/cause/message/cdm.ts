import { type Fault, faultOf } from "../../document/index.ts";
import { phrase, verbatim } from "../../phrase/index.ts";
import { inertialVelocity } from "../conjunction/frame.ts";
import { cross, type Matrix6, norm, type Vec3 } from "../conjunction/vector.ts";
import { type Field, type Fields, faultAt, throwFaults } from "./field.ts";
import { hardBodyRadius } from "./hard-body.ts";
import { readKvn } from "./kvn.ts";
import { Section } from "./section.ts";
import { readXml } from "./xml.ts";

const frames = ["EME2000", "GCRF", "ITRF"] as const;
/** Reference frame of a state in a CDM. */
export type CdmFrame = (typeof frames)[number];

/** One of the two objects of a CDM, in SI. */
export interface CdmObject {
  readonly designator: string;
  readonly catalog: string;
  readonly name: string;
  readonly internationalDesignator: string;
  readonly frame: CdmFrame;
  readonly maneuverable: string;
  /** (m) At TCA, in `frame`. */
  readonly position: Vec3;
  /** (m/s) */
  readonly velocity: Vec3;
  /**
   * (m2, m2/s, m2/s2) Position and velocity along radial, transverse and normal. Terms of the velocity that the message
   * leaves blank are 0, and `hasVelocityCovariance` false.
   */
  readonly covariance: Matrix6;
  readonly hasVelocityCovariance: boolean;
  /** (m) As the message says of this object, in a keyword or a comment. */
  readonly hardBody?: number;
  /** Every field that is not above, as written. */
  readonly others: readonly Field[];
  readonly comments: readonly string[];
}

/** A Conjunction Data Message. */
export interface Cdm {
  readonly version: string;
  /** (s) UNIX time. */
  readonly created: number;
  readonly originator: string;
  readonly id: string;
  /** (s) UNIX time of closest approach as stated, mostly to 1 ms. */
  readonly tca: number;
  /** (m) As stated. */
  readonly missDistance: number;
  /** (m) As stated, the second object seen from the first, along the first one's radial, transverse and normal. */
  readonly relativePosition?: Vec3;
  /** As stated, with the method that it names. */
  readonly probability?: number;
  readonly probabilityMethod?: string;
  /** (m) Combined, as the message says of both objects together. */
  readonly hardBody?: number;
  readonly objects: readonly [CdmObject, CdmObject];
  readonly others: readonly Field[];
  readonly comments: readonly string[];
  /** What was read otherwise than it stands there. */
  readonly notes: readonly string[];
}

/** What every message begins with. */
const begin = "CCSDS_CDM_VERS";

/**
 * Reads a Conjunction Data Message, CCSDS 508.0-B-1 in KVN or XML; optional and unknown fields are kept as written.
 * `file` is its name, for messages. Throws `DocumentError` with every fault by line and field; never anything else.
 */
export function parseCdm(text: string, file: string): Cdm {
  const { fields, faults: unread } = fieldsOf(text, file);
  const first = fields.find(({ keyword }) => keyword !== "COMMENT");
  if (first === undefined || (first.keyword !== begin && !fields.some(({ keyword }) => keyword === begin))) {
    // Another kind of file: looking for a message in it would only add noise.
    const found = first === undefined ? phrase`no KEYWORD = value` : verbatim(first.keyword);
    const expected = phrase`${begin} = 1.0, the begin of a message`;
    throwFaults(file, [unread[0] ?? faultOf(first ?? { line: 1, column: 1 }, "", found, expected)]);
  }
  const faults: Fault[] = [...unread];
  const notes: string[] = [];
  const parts = partsOf(fields, faults);
  const header = new Section("", parts[0], faults, notes);
  const draft = {
    version: header.text(begin, "needed"),
    created: header.time("CREATION_DATE", "needed"),
    originator: header.text("ORIGINATOR", "needed"),
    id: header.text("MESSAGE_ID", "needed"),
    tca: header.time("TCA", "needed"),
    missDistance: header.number("MISS_DISTANCE", "needed", "m"),
  };
  if (draft.missDistance !== undefined && draft.missDistance < 0)
    header.fault("MISS_DISTANCE", phrase`a distance, 0 m or more`);
  const probability = header.number("COLLISION_PROBABILITY", "optional", "");
  if (probability !== undefined && !(probability >= 0 && probability <= 1)) {
    header.fault("COLLISION_PROBABILITY", phrase`a number from 0 to 1`);
  }
  const seen = ["R", "T", "N"].map((axis) => header.number(`RELATIVE_POSITION_${axis}`, "optional", "m"));
  const probabilityMethod = header.text("COLLISION_PROBABILITY_METHOD", "optional");
  const objects = parts.slice(1, 3).map((part, i) => objectOf(new Section(`OBJECT${i + 1}`, part, faults, notes)));
  checkFrames(parts, objects, faults);
  const hardBody = hardBodyRadius(header);
  const sizes = objects.map((object) => object?.hardBody);
  const only = sizes.findIndex((size) => size !== undefined);
  if (hardBody === undefined && only >= 0 && sizes.includes(undefined)) {
    notes.push(`only OBJECT${only + 1} states a hard-body radius: ${sizes[only]} m is taken as that of both together`);
  }
  throwFaults(file, faults);
  return {
    ...(draft as Required<{ [K in keyof typeof draft]: NonNullable<(typeof draft)[K]> }>),
    ...(seen.every((x) => x !== undefined) && { relativePosition: seen as unknown as Vec3 }),
    ...(probability !== undefined && { probability }),
    ...(probabilityMethod !== undefined && { probabilityMethod }),
    ...(hardBody !== undefined && { hardBody }),
    objects: objects as [CdmObject, CdmObject],
    others: header.others(),
    comments: header.comments().map((field) => field.value),
    notes,
  };
}

function fieldsOf(text: string, file: string): Fields {
  if (!/^\ufeff?\s*</.test(text)) return readKvn(text);
  const messages = readXml(text, "cdm");
  if (messages.count === 0) return { fields: [], faults: messages.faults };
  if (messages.count > 1) {
    throwFaults(file, [faultAt(messages.fields(1)[0], "", phrase`one message in a file`, phrase`a second <cdm>`)]);
  }
  return { fields: messages.fields(0), faults: [] };
}

/** The header, then each object: what follows its `OBJECT` line. Comments just before that line stay with what is above. */
function partsOf(fields: readonly Field[], faults: Fault[]): readonly Field[][] {
  const parts: Field[][] = [[]];
  for (const field of fields) {
    if (field.keyword === "OBJECT") {
      const expected = `OBJECT${parts.length}`;
      if (parts.length > 2) faults.push(faultAt(field, "OBJECT", phrase`two objects`));
      else if (field.value.toUpperCase() !== expected) faults.push(faultAt(field, "OBJECT", verbatim(expected)));
      parts.push([]);
    }
    parts.at(-1)!.push(field);
  }
  const end = fields.at(-1) ?? { line: 1, column: 1 };
  for (let i = parts.length; i < 3 && faults.length === 0; i++) {
    faults.push(faultOf(end, "OBJECT", phrase`${i - 1} of them`, phrase`two objects`));
  }
  return parts;
}

const axes = ["R", "T", "N", "RDOT", "TDOT", "NDOT"] as const;
const unitOfTerm = (row: number, column: number) =>
  ["m**2", "m**2/s", "m**2/s**2"][(row > 2 ? 1 : 0) + (column > 2 ? 1 : 0)];

/** (m) No orbit of the Earth that is screened lies outside: inside the Earth, or beyond the Moon. */
const [lowest, highest] = [6.3e6, 5e8];
/** (m/s) Nothing that is screened is faster; escape from the Earth takes 11 km/s. */
const fastest = 1e5;
/** (m2, m2/s, m2/s2) No term of a covariance is larger: one sigma of a million kilometres. Beyond it figures overflow. */
const widest = 1e18;

function objectOf(section: Section): CdmObject | undefined {
  const text = (keyword: string) => section.text(keyword, "needed");
  section.field("OBJECT");
  text("EPHEMERIS_NAME");
  text("COVARIANCE_METHOD");
  const head = {
    designator: text("OBJECT_DESIGNATOR"),
    catalog: text("CATALOG_NAME"),
    name: text("OBJECT_NAME"),
    internationalDesignator: text("INTERNATIONAL_DESIGNATOR"),
    maneuverable: text("MANEUVERABLE"),
    frame: section.text("REF_FRAME", "needed", frames)?.toUpperCase() as CdmFrame | undefined,
  };
  const thousand = (keyword: string, unit: string) => 1000 * (section.number(keyword, "needed", unit) ?? Number.NaN);
  const position: Vec3 = [thousand("X", "km"), thousand("Y", "km"), thousand("Z", "km")];
  const velocity: Vec3 = [thousand("X_DOT", "km/s"), thousand("Y_DOT", "km/s"), thousand("Z_DOT", "km/s")];
  if (Math.hypot(...position) < lowest || Math.hypot(...position) > highest) {
    section.fault("X", phrase`X, Y, Z in km that lie between 6,300 and 500,000 km from the Earth's centre`);
  }
  if (Math.hypot(...velocity) > fastest) {
    section.fault("X_DOT", phrase`X_DOT, Y_DOT, Z_DOT in km/s of 100 km/s together at most`);
  }
  if (!hasAxes(position, head.frame === "ITRF" ? inertialVelocity(position, velocity) : velocity)) {
    section.fault(
      "X_DOT",
      phrase`a velocity across the position: without one the axes of the covariance are undefined`,
    );
  }
  const { covariance, hasVelocityCovariance } = covarianceOf(section);
  const hardBody = hardBodyRadius(section);
  if (Object.values(head).some((value) => value === undefined)) return undefined;
  return {
    ...(head as Required<{ [K in keyof typeof head]: NonNullable<(typeof head)[K]> }>),
    position,
    velocity,
    covariance,
    hasVelocityCovariance,
    ...(hardBody !== undefined && { hardBody }),
    others: section.others(),
    comments: section.comments().map((field) => field.value),
  };
}

/** Whether the two span a plane, in which radial and transverse lie. True of what is no number: that is told elsewhere. */
const hasAxes = (position: Vec3, velocity: Vec3) => !(norm(cross(position, velocity)) < 1e-6 * norm(position));

function covarianceOf(section: Section): Pick<CdmObject, "covariance" | "hasVelocityCovariance"> {
  const covariance = axes.map(() => [0, 0, 0, 0, 0, 0]);
  let hasVelocityCovariance = true;
  for (const [i, row] of axes.entries()) {
    for (const [j, column] of axes.slice(0, i + 1).entries()) {
      const keyword = `C${row}_${column}`;
      // All are obligatory; real messages leave those of the velocity blank, and no probability hangs on them.
      const blank = i > 2 && section.field(keyword) !== undefined;
      const value = section.number(keyword, blank ? "optional" : "needed", unitOfTerm(i, j));
      if (value === undefined) hasVelocityCovariance = false;
      if (value !== undefined && Math.abs(value) > widest) section.fault(keyword, phrase`a term of 1e18 at most`);
      if (i === j && value !== undefined && value < 0) section.fault(keyword, phrase`a variance, 0 or more`);
      covariance[i][j] = value ?? 0;
      covariance[j][i] = value ?? 0;
    }
  }
  return { covariance, hasVelocityCovariance };
}

/** States in two frames cannot be compared without the Earth's orientation. */
function checkFrames(parts: readonly Field[][], objects: readonly (CdmObject | undefined)[], faults: Fault[]): void {
  const [a, b] = objects;
  const field = parts[2]?.find(({ keyword }) => keyword === "REF_FRAME");
  if (a === undefined || b === undefined || field === undefined || a.frame === b.frame) return;
  faults.push(faultAt(field, "OBJECT2.REF_FRAME", phrase`${a.frame}, the frame of OBJECT1`));
}
