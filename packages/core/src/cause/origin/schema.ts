import * as v from "valibot";
import { asks } from "../../document/index.ts";
import { phrase } from "../../phrase/index.ts";
import { shieldFaces } from "../../station/index.ts";
import { debrisValidity } from "../flux/index.ts";
import { type TableKind, tables } from "./likelihoods.ts";

/** The evidence file as it is written. `readDocument` adds the `hullwatch: evidence/1` line. */

const opt = v.exactOptional;
const text = v.pipe(v.string(), v.minLength(1));
const positive = v.pipe(v.number(), v.gtValue(0));
/** Where the fluxes say something. */
const inside = ([least, most]: readonly [number, number]) => v.pipe(v.number(), v.minValue(least), v.maxValue(most));
const chance = v.pipe(v.number(), v.gtValue(0), v.maxValue(1));
const someCauses = v.strictObject({
  debris: opt(chance),
  meteoroid: opt(chance),
  drilled: opt(chance),
  crack: opt(chance),
  seal: opt(chance),
});
const allCauses = v.strictObject({
  debris: chance,
  meteoroid: chance,
  drilled: chance,
  crack: chance,
  seal: chance,
});

/** What every piece of evidence may say besides what was found. */
const every = { likelihood: opt(someCauses), source: opt(text), by: opt(text) };

const tableItem = <Kind extends TableKind>(kind: Kind) =>
  v.strictObject({
    kind: v.literal(kind),
    found: v.picklist(Object.keys(tables[kind]) as (keyof (typeof tables)[Kind] & string)[]),
    ...every,
  });

export const itemSchema = v.variant("kind", [
  v.strictObject({ kind: v.literal("diameter"), from_mm: positive, to_mm: positive, ...every }),
  tableItem("shape"),
  tableItem("rim"),
  tableItem("wall-position"),
  tableItem("photograph"),
  tableItem("pits"),
  tableItem("outer-layer"),
  tableItem("patch-inside"),
  tableItem("onset"),
  tableItem("worked-before"),
  tableItem("cycling"),
  v.strictObject({ kind: v.literal("face"), found: v.picklist(shieldFaces), ...every }),
  v.strictObject({
    kind: v.literal("detector"),
    found: v.picklist(["impact", "silence"]),
    would_hear: chance,
    false_alarm: opt(chance),
    ...every,
  }),
  v.strictObject({ kind: v.literal("conjunction"), found: v.picklist(["predicted", "none"]), ...every }),
  v.strictObject({ kind: v.literal("other"), found: text, ...every, likelihood: allCauses }),
]);
export type ItemFile = v.InferOutput<typeof itemSchema>;

export const evidenceSchema = v.strictObject({
  name: text,
  known_at: v.pipe(v.string(), v.isoTimestamp(), asks(phrase`a time in UTC, such as 2018-08-30T16:30:00Z`)),
  station: opt(text),
  module: v.pipe(v.string(), asks(phrase`the id of a module`)),
  exposure_days: v.pipe(v.number(), v.gtValue(0), v.maxValue(100 * 365.25)),
  age_years: opt(inside([0, 100])),
  altitude_km: opt(inside(debrisValidity.altitudes)),
  inclination_deg: opt(inside(debrisValidity.inclinations)),
  wall: opt(v.strictObject({ thickness_mm: positive, before: opt(v.picklist(["nothing", "blanket", "bumper"])) })),
  priors: opt(someCauses),
  evidence: opt(v.array(itemSchema)),
  jet: opt(
    v.strictObject({
      area_mm2: positive,
      pressure_mmHg: positive,
      torque_Nm: opt(
        v.pipe(v.strictTuple([v.number(), v.number(), v.number()]), asks(phrase`torque about x, y and z`)),
      ),
    }),
  ),
});
export type EvidenceFile = v.InferOutput<typeof evidenceSchema>;
