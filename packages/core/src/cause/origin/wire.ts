/** Causes weighed, as scripts, the server and the console read them: docs/cause.md. */
import { englishOf, type Phrase, phrase } from "../../phrase/index.ts";
import { fromSI } from "../../quantity/index.ts";
import type { Station } from "../../station/index.ts";
import type { JetReading } from "../jet/index.ts";
import { type AccuracyAnswer, accuracyWire } from "../risk/index.ts";
import { type Cause, causes, type OfCauses } from "./causes.ts";
import type { Prior } from "./priors.ts";
import type { Weighing } from "./weigh.ts";

/** What `hullwatch cause --json` prints. */
export interface CauseAnswer {
  readonly name: string;
  readonly known_at: string;
  readonly station: string | null;
  readonly module: string;
  readonly exposure_days: number;
  readonly priors: Readonly<Record<Cause, Prior>>;
  readonly before: OfCauses;
  readonly evidence: readonly {
    readonly kind: string;
    readonly found: string;
    readonly likelihood: OfCauses;
    readonly edited: readonly Cause[];
    readonly decibans: OfCauses;
    readonly after: OfCauses;
    readonly without: OfCauses;
    readonly why: string;
    /** What was found, where it is no word of a list, and why, for those who say it in another language. */
    readonly says: { readonly found: Phrase | null; readonly why: Phrase };
    readonly source: string | null;
    readonly by: string | null;
  }[];
  readonly posterior: Readonly<Record<Cause, { readonly value: number; readonly low: number; readonly high: number }>>;
  readonly jet: {
    readonly area_mm2: number;
    readonly pressure_mmHg: number;
    readonly thrust_N: number;
    readonly torque_Nm: readonly number[] | null;
    readonly candidates: readonly {
      readonly module: string;
      readonly arm_m: number | null;
      readonly torque_max_Nm: number | null;
      readonly unexplained_Nm: number | null;
      readonly factor: number | null;
    }[];
  } | null;
  readonly accuracy: readonly AccuracyAnswer[];
  readonly notes: readonly string[];
  readonly notes_say: readonly Phrase[];
}

const alwaysTrue = [
  phrase`pieces of evidence are taken as independent of each other, given the cause`,
  phrase`likelihoods without a flux behind them are judged, as are the priors of drilled, crack and seal: edit them`,
];

/** Causes weighed, for scripts. */
export function causeWire(weighing: Weighing, station?: Station, reading?: JetReading): CauseAnswer {
  const { evidence, priors, before, steps, posterior, low, high } = weighing;
  const { jet } = evidence;
  const notes = [...weighing.notes, ...alwaysTrue];
  return {
    name: evidence.name,
    known_at: new Date(evidence.knownAt * 1000).toISOString(),
    station: station?.id ?? null,
    module: evidence.module,
    exposure_days: evidence.exposure / 86400,
    priors,
    before,
    evidence: steps.map((step) => ({
      kind: step.kind,
      found: step.found,
      likelihood: step.likelihood,
      edited: step.edited,
      decibans: step.decibans,
      after: step.after,
      without: step.without,
      why: englishOf(step.why),
      says: { found: step.foundSays ?? null, why: step.why },
      source: step.source ?? null,
      by: step.by ?? null,
    })),
    posterior: Object.fromEntries(
      causes.map((cause) => [cause, { value: posterior[cause], low: low[cause], high: high[cause] }]),
    ) as CauseAnswer["posterior"],
    jet:
      jet === undefined || reading === undefined
        ? null
        : {
            area_mm2: fromSI("area", jet.area, "mm2"),
            pressure_mmHg: fromSI("pressure", jet.pressure, "mmHg"),
            thrust_N: reading.thrust,
            torque_Nm: jet.torque ?? null,
            candidates: reading.candidates.map(({ module, arm, greatestTorque, unmade, factor }) => ({
              module,
              arm_m: arm,
              torque_max_Nm: greatestTorque,
              unexplained_Nm: unmade,
              factor,
            })),
          },
    accuracy: weighing.trust.map(accuracyWire),
    notes: notes.map(englishOf),
    notes_say: notes,
  };
}
