/** What may go through the hull, and what made a hole: questions to core, with the answers that the command line prints. */
import {
  assessRisk,
  type CauseAnswer,
  causeWire,
  jetCandidates,
  parseEvidence,
  parseFluxTable,
  type RiskAnswer,
  riskWire,
  weighCauses,
} from "@hullwatch/core/cause";
import { metre, second } from "@hullwatch/core/quantity";
import { parseStation } from "@hullwatch/core/station";

export interface RiskAsked {
  readonly days: number;
  readonly year: number;
  readonly altitude_km: number;
  readonly inclination_deg: number;
  /** Somebody's own fluxes (CSV, docs/risk.md). */
  readonly flux?: string;
}

export interface CauseAsked {
  /** An evidence file (YAML, docs/cause.md). */
  readonly evidence: string;
  readonly flux?: string;
}

const tablesOf = (flux: string | undefined) => (flux === undefined ? {} : parseFluxTable(flux, "flux"));

/** Probability of no penetration, module by module. `file` is the text of the station file. */
export function riskAsked(file: string, { days, year, altitude_km, inclination_deg, flux }: RiskAsked): RiskAnswer {
  const station = parseStation(file, "station file");
  const orbit = { altitude: metre(altitude_km * 1000), inclination: (inclination_deg * Math.PI) / 180, year };
  const question = { orbit, duration: second(days * 86_400), tables: tablesOf(flux) };
  return riskWire(station, question, assessRisk(station, question));
}

/** Causes of a hole, weighed. */
export function causeAsked(file: string, { evidence: text, flux }: CauseAsked): CauseAnswer {
  const station = parseStation(file, "station file");
  const evidence = parseEvidence(text, "evidence", { station });
  const reading = evidence.jet === undefined ? undefined : jetCandidates(station, evidence.jet);
  return causeWire(weighCauses(evidence, station, tablesOf(flux)), station, reading);
}
