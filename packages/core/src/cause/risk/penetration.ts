import type { ShieldBuild, ShieldFace, ShieldZone } from "../../station/index.ts";
import { type Arrival, debrisOnFace, meteoroidFactor, orbitalSpeed, type Population } from "../flux/index.ts";
import { ballisticLimit } from "../shield/index.ts";

/** Steps over the angle of impact. */
const steps = 24;

/** How a randomly turned plate is met: angles from its normal by equal shares of 2 sin cos dtheta. */
const tumbling = Array.from({ length: steps }, (_, i) => Math.asin(Math.sqrt((i + 0.5) / steps)));

/** Arrivals on a randomly turned plate; the weights sum to 1. */
const onTumbling = ({ speeds }: Population): Arrival[] =>
  speeds.flatMap(({ speed, share }) => tumbling.map((angle) => ({ speed, weight: share / steps, angle })));

/** Arrivals on a side of the station; the weights sum to the side's factor over a randomly turned plate. */
function onFace(population: Population, altitude: number, face: ShieldFace): Arrival[] {
  if (population.arrives === "horizontal") return debrisOnFace(population.speeds, orbitalSpeed(altitude), face);
  // How the free sky lies to a side changes its flux; the angles are taken as those of a randomly turned plate.
  const factor = meteoroidFactor(altitude, face);
  return onTumbling(population).map((a) => ({ ...a, weight: factor * a.weight }));
}

/** (1/(m2 s)) What of a population goes through a wall, met like this. */
function through(build: ShieldBuild, { kinds }: Population, arrivals: readonly Arrival[]): number {
  const limit = ballisticLimit(build);
  let sum = 0;
  for (const { density, flux } of kinds) {
    for (const { speed, angle, weight } of arrivals) sum += weight * flux(limit({ speed, angle, density }));
  }
  return sum;
}

/**
 * Penetrations (1/(m2 s)) of a randomly turned plate built like this: the flux above the ballistic limit, over speeds, angles and densities.
 * Throws `FluxRangeError` where the wall is so thin that the flux is not known of what goes through it.
 */
export const penetrationFlux = (build: ShieldBuild, population: Population): number =>
  through(build, population, onTumbling(population));

/** Penetrations (1/s) of a zone at `altitude` (m): by face where its faces are known, else as of a randomly turned plate. */
export function penetrationRate(zone: ShieldZone, population: Population, altitude: number): number {
  if (zone.faces === undefined) return zone.area * zone.exposed * penetrationFlux(zone, population);
  const faces = Object.entries(zone.faces) as [ShieldFace, number][];
  return faces.reduce(
    (sum, [face, area]) => sum + area * zone.exposed * through(zone, population, onFace(population, altitude, face)),
    0,
  );
}
