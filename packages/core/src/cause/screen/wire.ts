/** A screening as scripts, the server and the console read it: docs/conjunctions.md. */
import type { Station } from "../../station/index.ts";
import { greatestProbability } from "../conjunction/probability.ts";
import type { Catalogue, ElementSet } from "../orbit/elements.ts";
import type { Approach, Box } from "./approach.ts";
import type { Screening } from "./screen.ts";

/** What was screened, and how. */
export interface ScreenContext {
  readonly station: Station;
  readonly own: ElementSet;
  readonly catalogue: Catalogue;
  readonly file: string;
  /** Element sets that a newer one of the same object stands for. */
  readonly older: number;
  /** (s) UNIX time. */
  readonly from: number;
  readonly to: number;
  readonly box: Box;
  /** (m) Combined. */
  readonly radius: number;
}

export interface Named {
  readonly norad_id: number;
  readonly name: string;
}

/** What `hullwatch screen --json` prints. */
export interface ScreenAnswer {
  readonly station: Named & { readonly id: string; readonly epoch: string };
  readonly catalogue: {
    readonly file: string;
    readonly format: Catalogue["format"];
    readonly objects: number;
    readonly older: number;
    readonly faults: number;
  };
  readonly from: string;
  readonly to: string;
  readonly box_km: readonly number[];
  readonly at_height: number;
  readonly approaches: readonly (Named & {
    readonly international_designator: string;
    readonly tca: string;
    readonly miss_distance_m: number;
    readonly miss_rtn_m: readonly number[];
    readonly relative_speed_m_per_s: number;
    readonly elements_age_days: number;
    readonly pc_bound: number;
  })[];
  readonly companions: readonly (Named & {
    readonly from: string;
    readonly until: string;
    readonly nearest_m: number;
    readonly nearest_at: string;
  })[];
  readonly lost: readonly Named[];
  readonly hard_body_m: number;
  readonly pc: null;
  readonly pc_why: string;
}

const why =
  "element sets have no covariance and are about 1 km off at their epoch, 1 to 3 km more each day: no probability of collision near 1e-4 follows from them; ask for a Conjunction Data Message";

const iso = (time: number) => new Date(Math.round(time * 1000)).toISOString();
const named = ({ id, name }: ElementSet): Named => ({ norad_id: Number(id), name });

/** A screening for scripts. */
export function screenWire(screening: Screening, context: ScreenContext): ScreenAnswer {
  const { own, catalogue, radius } = context;
  const approach = ({ elements, tca, missDistance, seen, relativeSpeed, age }: Approach) => ({
    ...named(elements),
    international_designator: elements.internationalDesignator,
    tca: iso(tca),
    miss_distance_m: missDistance,
    miss_rtn_m: seen,
    relative_speed_m_per_s: relativeSpeed,
    elements_age_days: age / 86400,
    pc_bound: greatestProbability(missDistance, radius),
  });
  return {
    station: { ...named(own), id: context.station.id, epoch: iso(own.epoch) },
    catalogue: {
      file: context.file,
      format: catalogue.format,
      objects: screening.objects,
      older: context.older,
      faults: catalogue.faults.length,
    },
    from: iso(context.from),
    to: iso(context.to),
    box_km: context.box.map((half) => (2 * half) / 1000),
    at_height: screening.atHeight,
    approaches: screening.approaches.map(approach),
    companions: screening.companions.map(({ elements, from, until, nearest, nearestAt }) => {
      const when = { from: iso(from), until: iso(until) };
      return { ...named(elements), ...when, nearest_m: nearest, nearest_at: iso(nearestAt) };
    }),
    lost: screening.lost.map(named),
    hard_body_m: radius,
    pc: null,
    pc_why: why,
  };
}
