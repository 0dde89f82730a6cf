import { jetThrust } from "../../gas/index.ts";
import { torqueEvidence } from "../../locate/index.ts";
import type { Newton, Pascal, SquareMetre } from "../../quantity/index.ts";
import type { Station } from "../../station/index.ts";

/** A leak as attitude control would feel it. */
export interface Jet {
  /** CdA. */
  readonly area: SquareMetre;
  readonly pressure: Pascal;
  /** (N m) About x, y and z, that attitude control holds against and nothing else explains. */
  readonly torque?: readonly [x: number, y: number, z: number];
}

/** What the jet would do if the hole were in this module. */
export interface Candidate {
  readonly module: string;
  /** (m) From the centre of mass; null where the station file does not tell the module's place. */
  readonly arm: number | null;
  /** (N m) No direction of the jet makes more. */
  readonly greatestTorque: number | null;
  /** (N m) What of the torque that is felt no jet there makes; null where none is told. */
  readonly unmade: number | null;
  /** (-) How likely the torque is with the hole there, over the likeliest module; null where none is told. */
  readonly factor: number | null;
}

export interface JetReading {
  /** The jet's own, along the normal of a bare wall; behind a blanket or a bumper it is turned and weakened, to nothing at worst. */
  readonly thrust: Newton;
  readonly candidates: readonly Candidate[];
}

/**
 * Thrust and torque of a leak for each module that may hold it, and what a torque in attitude telemetry says of them: torque = arm x force, a force of
 * anything up to 1.268 CdA p in any direction, noise of 2 N m, at most a factor 3 between modules. It tells which side, near or far, if
 * anything: drag alone makes 0.5 to 8 N m. The same weighs `torque:` rows of a recording.
 */
export function jetCandidates({ modules }: Station, { area, pressure, torque }: Jet): JetReading {
  const thrust = jetThrust(area, pressure);
  const clues = torque === undefined ? undefined : torqueEvidence(modules, torque, thrust);
  return {
    thrust,
    candidates: modules.map(({ id, at }, m) => {
      const arm = at === undefined ? null : Math.hypot(...at);
      return {
        module: id,
        arm,
        greatestTorque: arm === null ? null : arm * thrust,
        unmade: clues?.[m].unmade ?? null,
        factor: clues?.[m].factor ?? null,
      };
    }),
  };
}
