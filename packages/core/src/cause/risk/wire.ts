/** The risk as scripts, the server and the console read it: docs/risk.md. */
import { englishOf, type Phrase } from "../../phrase/index.ts";
import type { Station } from "../../station/index.ts";
import type { Trust } from "../shield/index.ts";
import type { Risk, RiskQuestion, StationRisk } from "./assess.ts";
import type { Expected } from "./expected.ts";

/** What hullwatch risk says of a module, a vehicle or the station. */
export interface RiskFigures {
  readonly expected: Expected;
  readonly expected_debris: Expected;
  readonly expected_meteoroid: Expected;
  readonly pnp: Expected;
  /** A penetration is one in so many such times; null where none is to be expected. */
  readonly one_in: number | null;
}

/** How often the equation of a kind of shield was right about real shots. */
export interface AccuracyAnswer {
  readonly shield: string;
  readonly shots_at: Trust["shotsAt"];
  readonly shots: number;
  readonly right: number;
  readonly unsafe: number;
  readonly unsafe_slow: number;
  readonly unsafe_between: number;
  readonly unsafe_fast: number;
  readonly text: string;
}

export const accuracyWire = ({ kind, shotsAt, accuracy, text }: Trust): AccuracyAnswer => ({
  shield: kind,
  shots_at: shotsAt,
  shots: accuracy.shots,
  right: accuracy.right,
  unsafe: accuracy.unsafe,
  unsafe_slow: accuracy.unsafeBySpeed.slow,
  unsafe_between: accuracy.unsafeBySpeed.between,
  unsafe_fast: accuracy.unsafeBySpeed.fast,
  text,
});

/** What `hullwatch risk --json` prints. */
export interface RiskAnswer extends RiskFigures {
  readonly station: string;
  readonly duration_days: number;
  readonly year: number;
  readonly altitude_km: number;
  readonly inclination_deg: number;
  readonly flux: readonly {
    readonly population: string;
    readonly source: string;
    readonly says: Phrase;
    readonly low: number;
    readonly high: number;
  }[];
  readonly modules: readonly (RiskFigures & {
    readonly module: string;
    readonly name: string;
    readonly area_m2: number;
    readonly shield: readonly string[];
    readonly from: "published" | "assumed";
  })[];
  readonly vehicles: readonly (RiskFigures & {
    readonly vehicle: string;
    readonly modules: readonly string[];
    readonly unknown_modules: readonly string[];
  })[];
  readonly most_exposed: string | null;
  readonly unknown_modules: readonly string[];
  readonly accuracy: readonly AccuracyAnswer[];
  readonly notes: readonly string[];
  /** The notes for those who say them in another language. */
  readonly notes_say: readonly Phrase[];
}

const figures = ({ all, debris, meteoroid, pnp }: Risk): RiskFigures => ({
  expected: all,
  expected_debris: debris,
  expected_meteoroid: meteoroid,
  pnp,
  one_in: all.value > 0 ? 1 / (1 - pnp.value) : null,
});

/** The risk for scripts. */
export function riskWire(station: Station, { orbit, duration }: RiskQuestion, risk: StationRisk): RiskAnswer {
  const trust = new Map<string, Trust>(risk.modules.flatMap((m) => m.trust.map((t) => [t.kind, t] as const)));
  return {
    station: station.id,
    duration_days: duration / 86400,
    year: orbit.year,
    altitude_km: orbit.altitude / 1000,
    inclination_deg: (orbit.inclination * 180) / Math.PI,
    ...figures(risk),
    flux: risk.populations.map(({ name, source, band }) => ({
      population: name,
      source: englishOf(source),
      says: source,
      ...band,
    })),
    modules: risk.modules.map((m) => ({
      module: m.module.id,
      name: m.module.name,
      area_m2: m.area,
      shield: m.trust.map((t) => t.kind),
      from: m.from,
      ...figures(m),
    })),
    vehicles: risk.vehicles.map(({ vehicle, modules, unknown, ...rest }) => ({
      vehicle,
      modules,
      unknown_modules: unknown,
      ...figures(rest),
    })),
    most_exposed: risk.mostExposed?.module.id ?? null,
    unknown_modules: risk.unknown,
    accuracy: [...trust.values()].map(accuracyWire),
    notes: risk.notes.map(englishOf),
    notes_say: risk.notes,
  };
}
