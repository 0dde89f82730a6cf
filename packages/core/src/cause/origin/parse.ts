import * as v from "valibot";
import { type Draft, type Faults, readDocument } from "../../document/index.ts";
import { choice, phrase } from "../../phrase/index.ts";
import { metre, second, toSI } from "../../quantity/index.ts";
import type { Station } from "../../station/index.ts";
import { debrisValidity } from "../flux/index.ts";
import type { OfCauses } from "./causes.ts";
import type { Evidence } from "./evidence.ts";
import { type EvidenceFile, evidenceSchema } from "./schema.ts";

const header = "evidence/1";

/**
 * The station that an evidence file names: a path or an id; undefined where it names none. Looks at nothing else; throws `DocumentError`
 * where the file is no evidence file.
 */
export function stationOfEvidence(text: string, file: string): string | undefined {
  let station: string | undefined;
  let read = false;
  const check = (draft: { readonly station?: string | undefined }) => {
    read = true;
    station = draft.station;
  };
  try {
    readDocument(text, { file, schema: v.strictObject({ station: v.exactOptional(v.string()) }), header, check });
  } catch (error) {
    // Other keys are not of this schema; the full reading judges them.
    if (!read) throw error;
  }
  return station;
}

/** What an evidence file is read with. */
export interface Besides {
  /** Its module must be one of this station's. */
  readonly station?: Station;
  /** Somebody's own, in place of the file's. */
  readonly priors?: Partial<OfCauses>;
}

/**
 * Reads an evidence file (YAML, `hullwatch: evidence/1`, docs/cause.md). `file` is its name, for messages. Throws `DocumentError` with every fault by line and column.
 */
export function parseEvidence(text: string, file: string, { station, priors = {} }: Besides = {}): Evidence {
  const check = (draft: Draft<EvidenceFile>, faults: Faults) => checkEvidence(draft, faults, priors, station);
  const { value } = readDocument(text, { file, schema: evidenceSchema, header, check });
  const { wall, jet, age_years = 0, altitude_km = 400, inclination_deg = 51.6 } = value;
  return {
    name: value.name,
    knownAt: second(Date.parse(value.known_at) / 1000),
    ...(value.station !== undefined && { station: value.station }),
    module: value.module,
    exposure: toSI("time", value.exposure_days, "day"),
    age: age_years,
    altitude: toSI("length", altitude_km, "km"),
    inclination: (inclination_deg * Math.PI) / 180,
    ...(wall !== undefined && {
      wall: { thickness: metre(wall.thickness_mm / 1000), before: wall.before ?? "nothing" },
    }),
    priors: { ...value.priors, ...priors },
    items: value.evidence ?? [],
    ...(jet !== undefined && {
      jet: {
        area: toSI("area", jet.area_mm2, "mm2"),
        pressure: toSI("pressure", jet.pressure_mmHg, "mmHg"),
        ...(jet.torque_Nm !== undefined && { torque: jet.torque_Nm }),
      },
    }),
  };
}

function checkEvidence(
  draft: Draft<EvidenceFile>,
  faults: Faults,
  given: Partial<OfCauses>,
  station: Station | undefined,
): void {
  const module = station?.modules.find((m) => m.id === draft.module);
  if (station !== undefined && draft.module !== undefined && module === undefined) {
    const known = station.modules.map((m) => m.id);
    faults.add(["module"], choice(known, draft.module, phrase`the id of a module of ${station.id}`));
  } else if (module?.shield === undefined && draft.module !== undefined) {
    const why = station === undefined ? phrase`no station` : phrase`a station that says nothing of its shield`;
    for (const cause of ["debris", "meteoroid"] as const) {
      if ((given[cause] ?? draft.priors?.[cause]) === undefined) {
        faults.add(
          ["priors", cause],
          phrase`a probability of a hole in that time, or a station with a shield of that module`,
          why,
        );
      }
    }
  }
  const year = new Date(draft.known_at ?? Number.NaN).getUTCFullYear();
  const [first, last] = debrisValidity.years;
  if (year < first || year > last)
    faults.add(["known_at"], phrase`a time from ${first} to ${last}, for which fluxes are known`);
  if (draft.jet !== undefined && station === undefined) {
    faults.add(["jet"], phrase`a station with places of its modules (at_m)`, phrase`no station`);
  }
  draft.evidence?.forEach((item, i) => {
    if (item?.kind !== "diameter") return;
    const path = ["evidence", i];
    if (item.from_mm !== undefined && item.to_mm !== undefined && item.to_mm <= item.from_mm) {
      faults.add([...path, "to_mm"], phrase`a number above from_mm, ${item.from_mm}`);
    }
    const { debris, meteoroid } = item.likelihood ?? {};
    if (draft.wall?.thickness_mm === undefined && (debris === undefined || meteoroid === undefined)) {
      faults.add(
        [...path],
        phrase`wall: thickness_mm: beside it, or a likelihood of debris and meteoroid`,
        phrase`a diameter in an unknown wall`,
      );
    }
  });
}
