import type { Pascal } from "../quantity/index.ts";
import type { CrewPositions, HatchStates, Station } from "../station/index.ts";
import type { Settings } from "./settings.ts";

/** A station that leaks somewhere, as it is at this moment. */
export interface Situation {
  readonly station: Station;
  /** Which hatches are shut now. */
  /** Hatches that count as not operable because they may not be tight: still better shut behind people who leave. */
  readonly untight?: ReadonlySet<string>;
  readonly hatches: HatchStates;
  readonly positions: CrewPositions;
  /** (-) By module: how likely it holds the leak. Modules left out have none; scaled to sum to 1. */
  readonly probability: ReadonlyMap<string, number>;
  /** (Pa m3/s) Gas lost: rate of fall (positive) of the volume that leaks times that volume. */
  readonly leak: number;
  /** Of every module, or by module. */
  readonly pressure: Pascal | ((module: string) => Pascal);
  readonly settings: Settings;
}
