import { englishOf, type Phrase, phrase, type Refusal, refusalOf } from "../../phrase/index.ts";
import type { Station } from "../../station/index.ts";
import type { FluxTables, Population } from "../flux/index.ts";
import { assessRisk, populationsOf } from "../risk/index.ts";
import { type Cause, type OfCauses, ofCauses } from "./causes.ts";
import type { Evidence } from "./evidence.ts";

/** How likely such a hole is in that time before anything is known of it, and how far that may be wrong. */
export interface Prior {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly source: string;
  /** The source for those who say it in another language. */
  readonly says: Phrase;
}
export type Priors = Readonly<Record<Cause, Prior>>;

/** Nothing says how likely an impact is: no shield of that module, and no prior of one's own. */
export class MissingPriorError extends Error {
  override readonly name = "MissingPriorError";
  readonly code = "HW_MISSING_PRIOR";

  readonly faults: readonly Refusal[];

  constructor(cause: Cause, module: string) {
    const fault = refusalOf(cause, phrase`neither a prior nor a shield of ${module}`, phrase`one of them`);
    super(`${cause}: found ${fault.found}, expected ${fault.expected}`);
    this.faults = [fault];
  }
}

/** (s) */
const julianYear = 365.25 * 86400;
/** (-) What is judged, not counted, may be wrong by so much either way. */
const doubt = 3;

/**
 * A hole that was made on the ground, per vehicle: half a case among some 300 crewed and cargo vehicles (Jeffreys' prior, no case known before
 * 2018). It does not grow with time.
 */
const drilled = 0.5 / 300;
/** (1/year) Leaking seals and valves: 1e-4 in a stay of 85 days. Assumed. */
const sealRate = (1e-4 / 85) * 365.25;
/** (1/year) Cracks through the wall: 1e-5 in 85 days on a new shell, one in a hundred years from 20 years on (Zvezda's PrK). Assumed. */
const crack = { fresh: (1e-5 / 85) * 365.25, old: 1e-2, young: 5, aged: 20 } as const;

/** Straight in the logarithm between a young and an aged hull. */
function crackRate(age: number): number {
  const t = Math.min(1, Math.max(0, (age - crack.young) / (crack.aged - crack.young)));
  return crack.fresh * (crack.old / crack.fresh) ** t;
}

const inTime = (rate: number, exposure: number) => 1 - Math.exp((-rate * exposure) / julianYear);
const judged = (value: number, source: Phrase): Prior => ({
  value,
  low: value / doubt,
  high: Math.min(1, value * doubt),
  ...sourced(phrase`${source}; a factor ${doubt} either way`),
});
const sourced = (says: Phrase) => ({ source: englishOf(says), says });

const when = (time: number) => new Date(time * 1000).getUTCFullYear();
const orbitOf = ({ altitude, inclination, knownAt }: Evidence) => ({ altitude, inclination, year: when(knownAt) });

/** The populations of the orbit and the year that the evidence speaks of. Throws `FluxRangeError`. */
export const populationsAround = (evidence: Evidence, tables: FluxTables): Population[] =>
  populationsOf({ orbit: orbitOf(evidence), tables });

/**
 * Priors of each cause: as the file has them, else from the risk of that module of `station` and the rates above. Throws `MissingPriorError` where
 * there is neither.
 */
export function priorsOf(evidence: Evidence, station: Station | undefined, tables: FluxTables): Priors {
  const { exposure, age, priors: own, module } = evidence;
  const risk =
    station === undefined || (own.debris !== undefined && own.meteoroid !== undefined)
      ? undefined
      : assessRisk(station, { orbit: orbitOf(evidence), duration: exposure, tables }).modules.find(
          (m) => m.module.id === module,
        );
  const days = Number((exposure / 86400).toPrecision(4));
  const struck = (cause: "debris" | "meteoroid"): Prior => {
    if (risk === undefined) throw new MissingPriorError(cause, module);
    const [value, low, high] = [risk[cause].value, risk[cause].low, risk[cause].high].map((n) => 1 - Math.exp(-n));
    const says =
      risk.from === "published"
        ? phrase`flux through the shield of ${module} in ${days} days, published`
        : phrase`flux through the shield of ${module} in ${days} days, assumed`;
    return { value, low, high, ...sourced(says) };
  };
  const prior = (cause: Cause, usual: () => Prior) => {
    const given = own[cause];
    return given === undefined ? usual() : judged(given, phrase`as given`);
  };
  return {
    debris: prior("debris", () => struck("debris")),
    meteoroid: prior("meteoroid", () => struck("meteoroid")),
    drilled: prior("drilled", () => judged(drilled, phrase`half a case in some 300 vehicles`)),
    crack: prior("crack", () =>
      judged(inTime(crackRate(age), exposure), phrase`hull of ${age} years over ${days} days, assumed`),
    ),
    seal: prior("seal", () => judged(inTime(sealRate, exposure), phrase`1e-4 in 85 days, over ${days} days, assumed`)),
  };
}

/** What all priors are worth beside each other. */
export const valuesOf = (priors: Priors): OfCauses => ofCauses((cause) => priors[cause].value);
